package sundown.transfer;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import sundown.account.UserId;
import sundown.gallery.ItemId;

/** A store that forwards every call to another; subclasses override some. */
public abstract class ForwardingTransferStore implements TransferStore {
    private final TransferStore real;

    protected ForwardingTransferStore(TransferStore real) {
        this.real = real;
    }

    @Override
    public Optional<Transfer> find(UserId user) {
        return real.find(user);
    }

    @Override
    public Optional<Transfer> save(Transfer transfer) {
        return real.save(transfer);
    }

    @Override
    public Optional<Batch> batch(Transfer transfer) {
        return real.batch(transfer);
    }

    @Override
    public void saveBatch(Transfer transfer, Batch batch) {
        real.saveBatch(transfer, batch);
    }

    @Override
    public void saveFailures(Transfer transfer, List<FailedItem> failures) {
        real.saveFailures(transfer, failures);
    }

    @Override
    public void removeFailures(Transfer transfer, Collection<ItemId> items) {
        real.removeFailures(transfer, items);
    }

    @Override
    public List<FailedItem> failures(Transfer transfer, Optional<ItemId> after, int limit) {
        return real.failures(transfer, after, limit);
    }

    @Override
    public List<UserId> due(Instant now, int limit) {
        return real.due(now, limit);
    }
}
