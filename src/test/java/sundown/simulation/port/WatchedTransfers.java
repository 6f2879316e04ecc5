package sundown.simulation.port;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import sundown.account.UserId;
import sundown.gallery.Tally;
import sundown.simulation.cloud.Gallery;
import sundown.simulation.invariant.BatchEndings;
import sundown.simulation.invariant.Ledger;
import sundown.simulation.invariant.Transitions;
import sundown.simulation.run.Calendar;
import sundown.simulation.run.Run;
import sundown.simulation.run.Runs;
import sundown.simulation.run.Trace;
import sundown.simulation.run.Violation;
import sundown.transfer.Batch;
import sundown.transfer.FailedItem;
import sundown.transfer.Inventory;
import sundown.transfer.InventoryStore;
import sundown.transfer.Transfer;
import sundown.transfer.TransferState;
import sundown.transfer.TransferStore;

/** Checks every change of a transfer at the moment at which it is made. */
public record WatchedTransfers(
        TransferStore real,
        InventoryStore inventories,
        Runs runs,
        Ledger ledger,
        Function<UserId, Gallery> galleries,
        Calendar calendar,
        Clock clock,
        Trace trace) {
    public Optional<Transfer> find(UserId user) {
        Optional<Transfer> found = real.find(user);
        found.ifPresent(runs.current()::found);
        return found;
    }

    public Optional<Transfer> save(Transfer transfer) {
        Run run = runs.current();
        run.wrote();
        Optional<Transfer> before = real.find(transfer.user());
        Optional<Batch> batch = before.flatMap(real::batch);
        Optional<Transfer> saved = real.save(transfer);
        saved.ifPresentOrElse(after -> saved(before, after, batch, run), run::lostRace);
        return saved;
    }

    private void saved(Optional<Transfer> before, Transfer after, Optional<Batch> batch, Run run) {
        run.saved(after);
        trace.say(() -> "    " + run + " saves " + after.state() + ", pass "
                + after.progress().pass() + ", batch " + after.progress().batch() + ", " + after.counts());
        Transitions.check(before, after, run, calendar, clock.instant());
        requireCount(after);
        before.filter(earlier -> earlier.id().equals(after.id()))
                .ifPresentOrElse(
                        earlier -> changed(earlier, after, batch, run),
                        () -> ledger.open(after.id(), after.counts().total()));
        ledger.of(after.id()).requireEqual(after.counts());
    }

    private void requireCount(Transfer after) {
        boolean starts = after.state() instanceof TransferState.Running
                && after.counts().settled().equals(Tally.NONE);
        Violation.unless(
                !starts
                        || inventories
                                .find(after.user())
                                .flatMap(Inventory::counted)
                                .isPresent(),
                "no transfer starts without a count",
                after);
    }

    private void changed(Transfer before, Transfer after, Optional<Batch> batch, Run run) {
        if (before.state() instanceof TransferState.Counting && after.state() instanceof TransferState.Running) {
            ledger.open(after.id(), after.counts().total());
        }
        if (after.progress().batch() > before.progress().batch()) {
            ledger.of(after.id()).enter(BatchEndings.of(run, batch, galleries.apply(after.user())));
            run.counts();
        }
        if (after.progress().pass() > before.progress().pass()) {
            ledger.of(after.id()).reopenFailed();
        }
    }

    public void saveBatch(Transfer transfer, Batch batch) {
        Run run = runs.current();
        run.wrote();
        int next = run.current().orElseThrow().progress().batch();
        Violation.unless(
                batch.number() == transfer.progress().batch(), "a batch is saved under its number", batch.number());
        Violation.unless(
                batch.number() == next || batch.number() == next + 1,
                "no more than one batch is prepared ahead",
                batch.number() + " before " + next);
        real.saveBatch(transfer, batch);
    }

    public void saveFailures(Transfer transfer, List<FailedItem> failures) {
        runs.current().refused(failures);
        real.saveFailures(transfer, failures);
    }
}
