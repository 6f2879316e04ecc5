package sundown.transfer;

import java.time.Instant;
import sundown.contract.LibraryAccessContract;
import sundown.runtime.ManualClock;
import sundown.transfer.LibraryAccess.LibraryAccount;

class InMemoryLibraryAccessTest extends LibraryAccessContract {
    private final InMemoryLibraryAccess access =
            new InMemoryLibraryAccess(new ManualClock(Instant.parse("2026-11-24T12:00:00Z")));

    @Override
    protected LibraryAccess access() {
        return access;
    }

    @Override
    protected LibraryAccess.Consent consent(String email, Room room) {
        access.setRoom(account(email), room);
        return access.consent(account(email));
    }

    @Override
    protected LibraryAccess.Consent incompleteConsent(String email) {
        access.setRoom(account(email), new Room.Unlimited());
        return access.incompleteConsent(account(email));
    }

    @Override
    protected void revoke(String email) {
        access.revoke(account(email));
    }

    private static LibraryAccount account(String email) {
        return new LibraryAccount("id of " + email, email);
    }
}
