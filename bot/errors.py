"""Every error a person may meet, each with what to do about it."""

from pathlib import Path


class IlioError(Exception):
    """An error whose message says what happened, where, and what to do; `status` is the one `ilio` exits with."""

    status = 1


class BenchDataError(IlioError):
    """A CSV file of `ilio bench` that cannot be used.

    Args:
        file: the file.
        line: where in the file, counted from 1; 0 for the whole file.
        problem: what is wrong there.
        mend: what to do about it.
    """

    status = 2

    def __init__(self, file: Path, line: int, problem: str, mend: str) -> None:
        where = f"{file}, line {line}" if line else str(file)
        super().__init__(f"{where}: {problem}; {mend}.")


class BenchFailed(IlioError):
    """A pipeline could not be trained or asked."""

    def __init__(self, pipeline: str, problem: str) -> None:
        super().__init__(f"The bench could not measure {pipeline}; its last words say what to mend:\n{problem}")


class ContentError(IlioError):
    """A content file that cannot be used.

    Args:
        file: name of the file, as found under `bot/content/`.
        key: where in the file, as a dotted path; empty for the whole file.
        problem: what is wrong there.
        mend: what to do about it.
    """

    def __init__(self, file: str, key: str, problem: str, mend: str) -> None:
        where = f"{file}, key '{key}'" if key else file
        super().__init__(f"Content error in {where}: {problem}. To mend it: {mend}.")


class BadSettings(IlioError):
    """A channel's settings that cannot be used.

    Args:
        channel: its name in `credentials.yml`.
        problem: what is wrong, and what to write instead.
    """

    def __init__(self, channel: str, problem: str) -> None:
        super().__init__(f"credentials.yml, {channel}: {problem}.")


class BadAddress(IlioError):
    """An address where a chat service could not reach the server.

    Args:
        address: as it was given.
    """

    status = 2

    def __init__(self, address: str) -> None:
        super().__init__(f"'{address}' can't be reached from outside. Give one like https://ilio.example")


class CannotDelete(IlioError):
    """A tracker store that conversations cannot be deleted from."""

    def __init__(self, store: str) -> None:
        super().__init__(
            f"Conversations can't be deleted from a {store}. Use a store of type SQL or in memory in endpoints.yml,"
            " or teach bot/stores/conversations.py to delete from this one."
        )


class DeletionUnfinished(IlioError):
    """Deleted text may still be in the log of latest changes beside a database."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path} is being read, so what was deleted may still be in {path}-wal. Delete it again.")


class EncoderUnusable(IlioError):
    """The sentence encoder's file is missing or is not what it should be."""

    def __init__(self, path: str, problem: str) -> None:
        super().__init__(
            f"The sentence encoder {path} cannot be used: {problem}. Make it with: rm -f {path} && ilio train"
        )


class HalfASplit(IlioError):
    """Options of `ilio bench nlu` that mean nothing without each other."""

    status = 2

    def __init__(self) -> None:
        super().__init__(
            "--train and --test need each other, and --label-oos needs both. Give all, or none for Ilio's data."
        )


class LearntUnusable(IlioError):
    """A part of the trained model is damaged or is of another version."""

    def __init__(self, path: str, problem: str) -> None:
        super().__init__(f"What was learnt cannot be read from {path}: {problem}. Train anew with: ilio train --force")


class ModelMissing(IlioError):
    """No trained model where one is needed."""

    def __init__(self, folder: str) -> None:
        super().__init__(f"No trained model in {folder}/. Train one with: ilio train")


class PortTaken(IlioError):
    """Something else listens where Ilio should."""

    def __init__(self, port: int) -> None:
        super().__init__(f"Port {port} is taken by another program. Choose one with: ilio serve --port NUMBER")


class TelegramFailed(IlioError):
    """Telegram could not be told or asked something.

    Args:
        problem: why, and what to do about it.
    """

    def __init__(self, problem: str) -> None:
        super().__init__(f"{problem}.")


class TensorFlowNotInstalled(IlioError):
    """The environment for the pipelines that need TensorFlow could not be made."""

    def __init__(self, problem: str) -> None:
        super().__init__(
            f"TensorFlow could not be installed ({problem}), so Rasa's default pipeline is not measured. Check the"
            " network and the free disk space, and run it again."
        )


class TrainingFailed(IlioError):
    """`rasa train` ended without a model."""

    def __init__(self, problem: str) -> None:
        super().__init__(
            f"Training failed: {problem}. Run `ilio check` to find mistakes in the content, the domain or the data."
        )


class WrongWeights(IlioError):
    """The sentence encoder's weights are missing or are others than it was measured with."""

    def __init__(self, path: str) -> None:
        super().__init__(f"The weights {path} are missing or changed. Install them anew: make clean train")
