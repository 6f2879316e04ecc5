package sundown.google;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import sundown.contract.PhotoLibraryContract;
import sundown.digest.Sha1;
import sundown.local.google.StandInAccount.Holding;
import sundown.local.google.StandInGoogleSettings.AccountSettings;
import sundown.local.google.StandInGoogleSettings.GoogleRules;
import sundown.transfer.HeldAlbum;
import sundown.transfer.PhotoLibrary;
import sundown.transfer.PhotoLibrary.AccessToken;
import sundown.transfer.PhotoLibrary.AlbumId;
import sundown.transfer.PhotoLibrary.UploadSession;
import sundown.transfer.Room;

class GooglePhotoLibraryTest extends PhotoLibraryContract {
    @AutoClose
    private final GoogleAdapters adapters =
            new GoogleAdapters(GoogleRules.usual().withAlbumsOf(ALBUM_ITEMS_MAX));

    private final Map<AccessToken, String> emails = new HashMap<>();

    @Override
    protected PhotoLibrary library() {
        return adapters.library();
    }

    @Override
    protected AccessToken accountWithRoomFor(long bytes) {
        String email = "user" + emails.size() + "@example.com";
        AccessToken access = adapters.connect(email, new Room.Limited(bytes, 0)).access();
        emails.put(access, email);
        return access;
    }

    @Override
    protected AccessToken accountWithoutLibrary() {
        String email = "pupil@example.com";
        adapters.google.createAccount(AccountSettings.of(email).withoutPhotos());
        return adapters.connect(email, new Room.Unlimited()).access();
    }

    @Override
    protected List<HeldAlbum> albums(AccessToken account) {
        return adapters.google.albums(emails.get(account)).stream()
                .map(album -> new HeldAlbum(new AlbumId(album.id()), album.title(), digests(album.items())))
                .toList();
    }

    private static List<Sha1> digests(List<Holding> items) {
        return items.stream().map(Holding::sha1).map(Sha1::new).toList();
    }

    @Override
    protected Set<Sha1> held(AccessToken account) {
        return Set.copyOf(digests(adapters.google.holdings(emails.get(account))));
    }

    @Override
    protected UploadSession forgottenSession() {
        URI address = URI.create(adapters.google.httpUri() + "/v1/uploads?upload_id=none&upload_protocol=resumable");
        return new UploadSession(address, 1);
    }

    @Override
    protected void revoke(AccessToken account) {
        adapters.google.account(emails.get(account)).revokeConsent();
    }
}
