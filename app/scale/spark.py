"""In the executors of a Spark session."""

import os
import sys
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from app.errors import RunError
from app.scale.work import Answer, Factory, Item, Result, work

_WAITING_PER_CORE = 2


class Spark:
    """Batches become jobs of one partition; Spark repeats those whose executor is lost."""

    def __init__(self, master: str | None, session: Any = None) -> None:
        """`master` is a master's URL («spark://host:7077»), this machine by default; or a session that is there."""
        try:
            from pyspark.sql import SparkSession
        except ImportError as error:
            raise RunError("Spark is not installed. Install it: pip install 'nyhendegraf[spark]'") from error
        if session is None and (master or "local").startswith("local"):
            # Else the workers would be of the Python that the system calls python3.
            os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        self._own = session is None
        try:
            self._session = session or (
                SparkSession.builder.master(master or "local[*]")
                .appName("nyhendegraf")
                .config("spark.ui.enabled", "false")
                .config("spark.python.worker.reuse", "true")
                .getOrCreate()
            )
        except Exception as error:  # what the JVM gives has no class of its own
            raise RunError(
                f"no Spark session at {master or 'local[*]'} ({error}). Check the address, and that Java is there"
            ) from error
        context = self._session.sparkContext
        self.width = max(1, context.defaultParallelism) * _WAITING_PER_CORE
        self._jobs = ThreadPoolExecutor(self.width)

    def submit(self, factory: Factory, batch: Sequence[Item]) -> Answer:
        """One job."""
        context = self._session.sparkContext

        def job() -> list[Result]:
            rows: list[list[Result]] = (
                context.parallelize([list(batch)], 1).map(lambda items: work(factory, items)).collect()
            )
            return rows[0]

        future = self._jobs.submit(job)

        def answer() -> Iterable[Result]:
            from py4j.protocol import Py4JError
            from pyspark.errors import PySparkException

            try:
                return future.result()
            except (Py4JError, PySparkException) as error:
                raise RunError(
                    f"Spark failed ({str(error).strip().splitlines()[0]}). Look into its logs; what --work keeps is "
                    "not done twice"
                ) from error

        return answer

    def close(self) -> None:
        """Stops a session of its own."""
        self._jobs.shutdown(cancel_futures=True)
        if self._own:
            self._session.stop()
