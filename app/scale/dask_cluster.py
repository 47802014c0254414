"""On the workers of a Dask cluster that is there already."""

from collections.abc import Iterable, Sequence
from typing import Any

from app.errors import RunError
from app.scale.work import Answer, Factory, Item, Result, lost, work

_WAITING_PER_THREAD = 2
_TIMEOUT = 30


class DaskCluster:
    """Batches become tasks; a batch whose worker is lost goes to another one."""

    def __init__(self, scheduler: str) -> None:
        """`scheduler` is its address («tcp://host:8786»); RunError where it does not answer."""
        try:
            import distributed
        except ImportError as error:
            raise RunError("Dask is not installed. Install it: pip install 'nyhendegraf[dask]'") from error
        try:
            connect: Any = distributed.Client
            self._client: Any = connect(scheduler, timeout=_TIMEOUT, set_as_default=False)
        except (OSError, ValueError, TimeoutError) as error:
            raise RunError(
                f"no Dask scheduler answers at {scheduler} ({str(error) or type(error).__name__}). Check the address "
                "and that it runs: dask scheduler"
            ) from error

    @property
    def width(self) -> int:
        """Two batches for each thread of the cluster, as many as there are now."""
        threads: int = sum(self._client.nthreads().values())
        return max(1, threads) * _WAITING_PER_THREAD

    def submit(self, factory: Factory, batch: Sequence[Item]) -> Answer:
        """Work is pure, so that the cluster may do it again."""
        future = self._send(factory, batch)

        def answer() -> Iterable[Result]:
            from distributed import KilledWorker

            try:
                return self._result(future)
            except KilledWorker:
                return self._one_by_one(factory, batch)

        return answer

    def close(self) -> None:
        """Leaves the cluster as it is."""
        self._client.close()

    def _send(self, factory: Factory, batch: Sequence[Item]) -> Any:
        return self._client.submit(work, factory, list(batch), pure=False)

    def _result(self, future: Any) -> list[Result]:
        from distributed import CancelledError
        from distributed.client import FutureCancelledError

        try:
            found: list[Result] = future.result()
        except (CancelledError, FutureCancelledError, OSError) as error:
            raise RunError(
                f"the Dask cluster does not answer any more ({error}). Start it, and build again: what --work "
                "keeps is not done twice"
            ) from error
        return found

    def _one_by_one(self, factory: Factory, batch: Sequence[Item]) -> list[Result]:
        """Several workers died on the batch: perhaps on one article."""
        from distributed import KilledWorker

        if len(batch) == 1:
            return list(lost(batch, "the workers of the cluster that took it were lost"))
        found: list[Result] = []
        for item in batch:
            try:
                found += self._result(self._send(factory, [item]))
            except KilledWorker:
                found += lost([item], "the workers of the cluster that took it were lost")
        return found
