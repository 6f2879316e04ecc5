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

/** Records the batches that are saved. On request it makes a competing change first, or makes a row unreadable. */
final class RecordingTransferStore extends InMemoryTransferStore {
    private final List<Batch> batches = new ArrayList<>();
    private final Set<UserId> unreadable = new HashSet<>();
    private final Map<UserId, UnaryOperator<Transfer>> faster = new HashMap<>();
    private Runnable beforeEach = () -> {};

    synchronized List<Batch> batches() {
        return List.copyOf(batches);
    }

    /** Changes a user's transfer just before its next save. */
    void changeBeforeSave(UserId user, UnaryOperator<Transfer> change) {
        faster.put(user, change);
    }

    /** Runs an action just before each save. */
    void beforeEach(Runnable action) {
        beforeEach = action;
    }

    void makeUnreadable(UserId user) {
        unreadable.add(user);
    }

    @Override
    public synchronized Optional<Transfer> find(UserId user) {
        if (unreadable.contains(user)) {
            throw new PermanentFailure("a row cannot be read", null);
        }
        return super.find(user);
    }

    @Override
    public synchronized Optional<Transfer> save(Transfer transfer) {
        beforeEach.run();
        Optional.ofNullable(faster.remove(transfer.user()))
                .map(change -> change.apply(super.find(transfer.user()).orElseThrow()))
                .ifPresent(super::save);
        return super.save(transfer);
    }

    @Override
    public synchronized void saveBatch(Transfer transfer, Batch batch) {
        beforeEach.run();
        batches.add(batch);
        super.saveBatch(transfer, batch);
    }

    @Override
    public synchronized void saveAlbum(Transfer transfer, LibraryAlbum album) {
        beforeEach.run();
        super.saveAlbum(transfer, album);
    }
}
