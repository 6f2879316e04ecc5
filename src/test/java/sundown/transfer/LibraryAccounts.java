package sundown.transfer;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import sundown.digest.Sha1;
import sundown.transfer.LibraryAccess.LibraryAccount;

/** The accounts of the in-memory library: the room in each and the items that it holds. */
final class LibraryAccounts {
    private final Map<String, State> accounts = new HashMap<>();
    private final Set<String> forbidden = new HashSet<>();

    private static final class State {
        private Room room;
        private final Set<Sha1> held = new HashSet<>();

        private State(Room room) {
            this.room = room;
        }
    }

    synchronized void put(LibraryAccount account, Room room) {
        accounts.computeIfAbsent(account.id(), id -> new State(room)).room = room;
    }

    synchronized void forbid(LibraryAccount account) {
        forbidden.add(account.id());
    }

    /** True if the account may not use the library. */
    synchronized boolean forbids(LibraryAccount account) {
        return forbidden.contains(account.id());
    }

    synchronized Room room(LibraryAccount account) {
        return state(account).room;
    }

    synchronized boolean holds(LibraryAccount account, Sha1 bytes) {
        return state(account).held.contains(bytes);
    }

    synchronized Set<Sha1> held(LibraryAccount account) {
        return Set.copyOf(state(account).held);
    }

    /** Adds an item and takes its room, which must be there. */
    synchronized void add(LibraryAccount account, Sha1 bytes, long length) {
        State state = state(account);
        state.held.add(bytes);
        if (state.room instanceof Room.Limited(long limit, long used)) {
            state.room = new Room.Limited(limit, used + length);
        }
    }

    private State state(LibraryAccount account) {
        State state = accounts.get(account.id());
        if (state == null) {
            throw new IllegalArgumentException("there is no such account");
        }
        return state;
    }
}
