package sundown.simulation;

import java.time.Clock;
import java.util.Set;
import sundown.gallery.Sha1;
import sundown.transfer.InMemoryLibraryAccess;
import sundown.transfer.InMemoryPhotoLibrary;
import sundown.transfer.LibraryAccess;
import sundown.transfer.LibraryAccount;
import sundown.transfer.PhotoLibrary;
import sundown.transfer.Room;

/** The library's side of a world: its accounts, and what their owners do with them. */
final class Google {
    private final InMemoryLibraryAccess access;
    private final InMemoryPhotoLibrary library;

    Google(Clock clock) {
        this.access = new InMemoryLibraryAccess(clock);
        this.library = new InMemoryPhotoLibrary(access, clock);
    }

    PhotoLibrary library() {
        return new MagnifiedLibrary(library);
    }

    LibraryAccess access() {
        return new MagnifiedAccess(access);
    }

    /** Makes an account with as much room as anyone wants, or lifts its limit. */
    void unlimited(LibraryAccount account) {
        access.setRoom(account, new Room.Unlimited());
    }

    /** Leaves so many bytes of room in an account. */
    void limited(LibraryAccount account, long left) {
        access.setRoom(account, new Room.Limited(left, 0));
    }

    LibraryAccess.Consent consent(LibraryAccount account) {
        return access.consent(account);
    }

    LibraryAccess.Consent incompleteConsent(LibraryAccount account) {
        return access.incompleteConsent(account);
    }

    void withdrawConsents(LibraryAccount account) {
        access.revoke(account);
    }

    /** The digests of what an account holds. */
    Set<Sha1> held(LibraryAccount account) {
        return access.held(account);
    }
}
