"""`python -m bench`: how long the work of the guide takes on this machine, one figure a line."""

from bench.assess import figures


def main() -> None:
    for name, figure in figures():
        print(f"{name:<44} {figure}", flush=True)


if __name__ == "__main__":
    main()
