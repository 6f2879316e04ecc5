package sundown.simulation.cloud;

import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import sundown.digest.Sha1;
import sundown.edge.Forwarding;
import sundown.media.Choice.Selection;
import sundown.simulation.port.Magnifier.MagnifiedAccess;
import sundown.simulation.port.Magnifier.MagnifiedLibrary;
import sundown.transfer.HeldAlbum;
import sundown.transfer.InMemoryLibraryAccess;
import sundown.transfer.InMemoryPhotoLibrary;
import sundown.transfer.LibraryAccess;
import sundown.transfer.LibraryAccess.LibraryAccount;
import sundown.transfer.PhotoLibrary;
import sundown.transfer.Room;

/** The library's side of a world: its accounts, and what their owners do with them. */
public final class Google {
    private final InMemoryLibraryAccess access;
    private final InMemoryPhotoLibrary library;
    private final Map<String, Optional<Boolean>> answers = new HashMap<>();
    private final Map<String, Set<Selection>> wishes = new HashMap<>();

    /** @param albumItemsMost how many items an album holds */
    Google(Clock clock, int albumItemsMost) {
        this.access = new InMemoryLibraryAccess(clock);
        this.library = new InMemoryPhotoLibrary(access, clock, albumItemsMost);
    }

    /** The organization or the parents of an account's owner do not allow the library. */
    public void forbid(LibraryAccount account) {
        access.forbid(account);
    }

    /** The owner of an account always gives this answer, or none, when asked about what is private. */
    public void answer(LibraryAccount account, Optional<Boolean> movesPrivate) {
        answers.put(account.id(), movesPrivate);
    }

    /** What the owner of an account answers. */
    public Optional<Boolean> movesPrivate(LibraryAccount account) {
        return answers.get(account.id());
    }

    /** The owner of an account asks to have this part of their gallery moved to it. */
    public void wish(LibraryAccount account, Selection selection) {
        wishes.computeIfAbsent(account.id(), _ -> new HashSet<>()).add(selection);
    }

    /** All parts that its owner has asked for. */
    public Set<Selection> wishes(LibraryAccount account) {
        return wishes.getOrDefault(account.id(), Set.of());
    }

    /** The albums that an account holds. */
    public List<HeldAlbum> albums(LibraryAccount account) {
        return library.albums(account);
    }

    PhotoLibrary library() {
        return Forwarding.to(PhotoLibrary.class, library, MagnifiedLibrary::new);
    }

    LibraryAccess access() {
        return Forwarding.to(LibraryAccess.class, access, MagnifiedAccess::new);
    }

    /** Makes an account with as much room as anyone wants, or lifts its limit. */
    public void unlimited(LibraryAccount account) {
        access.setRoom(account, new Room.Unlimited());
    }

    /** Leaves so many bytes of room in an account. */
    public void limited(LibraryAccount account, long left) {
        access.setRoom(account, new Room.Limited(left, 0));
    }

    public LibraryAccess.Consent consent(LibraryAccount account) {
        return access.consent(account);
    }

    public LibraryAccess.Consent incompleteConsent(LibraryAccount account) {
        return access.incompleteConsent(account);
    }

    public void withdrawConsents(LibraryAccount account) {
        access.revoke(account);
    }

    /** True while it knows a consent of this account. */
    public boolean knows(LibraryAccount account) {
        return access.knows(account);
    }

    /** The digests of what an account holds. */
    public Set<Sha1> held(LibraryAccount account) {
        return access.held(account);
    }
}
