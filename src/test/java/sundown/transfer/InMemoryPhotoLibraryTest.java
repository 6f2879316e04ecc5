package sundown.transfer;

import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import sundown.contract.PhotoLibraryContract;
import sundown.digest.Sha1;
import sundown.runtime.ManualClock;
import sundown.transfer.LibraryAccess.LibraryAccount;
import sundown.transfer.PhotoLibrary.AccessToken;
import sundown.transfer.PhotoLibrary.UploadSession;

class InMemoryPhotoLibraryTest extends PhotoLibraryContract {
    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-24T12:00:00Z"));
    private final InMemoryLibraryAccess access = new InMemoryLibraryAccess(clock);
    private final InMemoryPhotoLibrary library = new InMemoryPhotoLibrary(access, clock, ALBUM_ITEMS_MAX);
    private final Map<AccessToken, LibraryAccount> accounts = new HashMap<>();

    @Override
    protected PhotoLibrary library() {
        return library;
    }

    @Override
    protected AccessToken accountWithRoomFor(long bytes) {
        LibraryAccount account = new LibraryAccount("account-" + accounts.size(), "somebody@example.com");
        access.setRoom(account, new Room.Limited(bytes, 0));
        LibraryAccess.Connection.Connected connected =
                (LibraryAccess.Connection.Connected) access.connect(access.consent(account));
        accounts.put(connected.access(), account);
        return connected.access();
    }

    @Override
    protected AccessToken accountWithoutLibrary() {
        AccessToken account = accountWithRoomFor(1 << 20);
        access.forbid(accounts.get(account));
        return account;
    }

    @Override
    protected List<HeldAlbum> albums(AccessToken account) {
        return library.albums(accounts.get(account));
    }

    @Override
    protected Set<Sha1> held(AccessToken account) {
        return access.held(accounts.get(account));
    }

    @Override
    protected UploadSession forgottenSession() {
        return new UploadSession(URI.create("https://library.example.com/forgotten"), 1);
    }

    @Override
    protected void revoke(AccessToken account) {
        access.revoke(accounts.get(account));
    }
}
