"""The guide's data in a folder of its own, to be broken in one place."""

import shutil

from flows.load import ALIEXPRESS


class Copy:
    """A copy of the data. `change` replaces a piece of text that must be there, `add` appends."""

    def __init__(self, folder):
        self.folder = folder / "aliexpress"
        shutil.copytree(ALIEXPRESS, self.folder)

    def change(self, file, old, new):
        path = self.folder / file
        text = path.read_text("utf-8")
        assert old in text, f"{file} has no {old!r} to break"
        path.write_text(text.replace(old, new, 1), "utf-8")

    def add(self, file, text):
        with (self.folder / file).open("a", encoding="utf-8") as opened:
            opened.write(f"\n{text}\n")

    def translate(self, language):
        """The texts once more, as if in another language."""
        shutil.copytree(self.folder / "words" / "en", self.folder / "words" / language)
