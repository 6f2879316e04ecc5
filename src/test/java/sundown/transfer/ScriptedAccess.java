package sundown.transfer;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import sundown.secret.Secret;
import sundown.transfer.PhotoLibrary.AccessToken;

/** An access with scripted answers for each kind of question. Without one, another access answers. */
final class ScriptedAccess implements LibraryAccess {
    private final LibraryAccess otherwise;
    private final Queue<Connection> connections = new ArrayDeque<>();
    private final Queue<Answer.AccessAnswer> refreshes = new ArrayDeque<>();
    private final Queue<RoomAnswer> rooms = new ArrayDeque<>();
    private final Queue<RuntimeException> failures = new ArrayDeque<>();
    private final Queue<RuntimeException> revocations = new ArrayDeque<>();
    private Runnable beforeRoom = () -> {};
    private int asked;

    ScriptedAccess(LibraryAccess otherwise) {
        this.otherwise = otherwise;
    }

    void connectWith(Connection answer) {
        connections.add(answer);
    }

    void accessWith(Answer.AccessAnswer answer) {
        refreshes.add(answer);
    }

    void roomWith(RoomAnswer answer) {
        rooms.add(answer);
    }

    void fail(RuntimeException failure) {
        failures.add(failure);
    }

    /** How often access was asked for, each time with a grant that had to be opened. */
    int asked() {
        return asked;
    }

    /** Runs an action just before a question for the room. */
    void beforeRoom(Runnable action) {
        beforeRoom = action;
    }

    @Override
    public Connection connect(Consent consent) {
        if (!failures.isEmpty()) {
            throw failures.remove();
        }
        return Optional.ofNullable(connections.poll()).orElseGet(() -> otherwise.connect(consent));
    }

    @Override
    public Answer.AccessAnswer access(Secret refreshToken) {
        asked++;
        return Optional.ofNullable(refreshes.poll()).orElseGet(() -> otherwise.access(refreshToken));
    }

    void failToRevoke(RuntimeException failure) {
        revocations.add(failure);
    }

    @Override
    public void revoke(Secret refreshToken) {
        if (!revocations.isEmpty()) {
            throw revocations.remove();
        }
        otherwise.revoke(refreshToken);
    }

    @Override
    public RoomAnswer room(AccessToken access) {
        beforeRoom.run();
        return Optional.ofNullable(rooms.poll()).orElseGet(() -> otherwise.room(access));
    }
}
