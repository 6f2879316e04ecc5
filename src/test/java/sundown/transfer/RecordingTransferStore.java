package sundown.transfer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import sundown.account.UserId;
import sundown.failure.PermanentFailure;

/**
 * Writes down the batches that are saved, lets somebody else be faster where it was told to, and cannot read the rows
 * that it was told are unreadable.
 */
final class RecordingTransferStore extends ForwardingTransferStore {
    private final List<Batch> batches = new ArrayList<>();
    private final Set<UserId> unreadable = new HashSet<>();
    private final Map<UserId, UnaryOperator<Transfer>> faster = new HashMap<>();

    RecordingTransferStore() {
        super(new InMemoryTransferStore());
    }

    /** The batches that were saved, in order. */
    List<Batch> batches() {
        return List.copyOf(batches);
    }

    /** Somebody else changes a user's transfer just before it is saved next. */
    void changeBeforeSave(UserId user, UnaryOperator<Transfer> change) {
        faster.put(user, change);
    }

    /** A user's row cannot be read from now on. */
    void makeUnreadable(UserId user) {
        unreadable.add(user);
    }

    @Override
    public Optional<Transfer> find(UserId user) {
        if (unreadable.contains(user)) {
            throw new PermanentFailure("a row cannot be read", null);
        }
        return super.find(user);
    }

    @Override
    public Optional<Transfer> save(Transfer transfer) {
        Optional.ofNullable(faster.remove(transfer.user()))
                .map(change -> change.apply(super.find(transfer.user()).orElseThrow()))
                .ifPresent(super::save);
        return super.save(transfer);
    }

    @Override
    public void saveBatch(Transfer transfer, Batch batch) {
        batches.add(batch);
        super.saveBatch(transfer, batch);
    }
}
