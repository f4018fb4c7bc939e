// grammY with its session plugin (in memory); polling by @grammyjs/runner with sequentialize, as its documentation
// teaches for bots under load; the web hook by webhookCallback on node:http.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { run, sequentialize } from "@grammyjs/runner";
import { Bot, InlineKeyboard, session, webhookCallback } from "grammy";

const content = JSON.parse(readFileSync(new URL("../questions.json", import.meta.url), "utf8"));
const { BOT_TOKEN, API_URL, HOOK_PORT, HOOK_SECRET } = process.env;
const bot = new Bot(BOT_TOKEN, { client: { apiRoot: API_URL } });

const keyboard = (question) =>
  InlineKeyboard.from(
    Object.entries(question.options).map(([key, label]) => [InlineKeyboard.text(label, `${question.id}:${key}`)]),
  );

bot.use(sequentialize((ctx) => ctx.chat?.id.toString()));
bot.use(session({ initial: () => ({ step: 0, answers: {} }) }));

bot.command("start", async (ctx) => {
  ctx.session = { step: 0, answers: {} };
  const first = content.questions[0];
  await ctx.reply(`${content.greeting}\n\n${first.text}`, { reply_markup: keyboard(first) });
});

content.questions.forEach((question, number) => {
  bot.callbackQuery(new RegExp(`^${question.id}:(\\w+)$`), async (ctx) => {
    if (ctx.session.step !== number) return;
    ctx.session.answers[question.id] = ctx.match[1];
    ctx.session.step = number + 1;
    await ctx.answerCallbackQuery();
    const following = content.questions[number + 1];
    if (following) await ctx.editMessageText(following.text, { reply_markup: keyboard(following) });
    else await ctx.editMessageText(content.end);
  });
});

if (HOOK_PORT) {
  const handle = webhookCallback(bot, "http", { secretToken: HOOK_SECRET });
  createServer(handle).listen(Number(HOOK_PORT), "127.0.0.1", () =>
    bot.api.setWebhook(`http://127.0.0.1:${HOOK_PORT}/hook`, { secret_token: HOOK_SECRET }),
  );
} else {
  run(bot);
}
