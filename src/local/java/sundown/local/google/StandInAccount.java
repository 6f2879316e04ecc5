package sundown.local.google;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import sundown.local.google.Accounts.Account;
import sundown.local.google.Albums.FilledAlbum;
import sundown.local.google.Gate.Grants;
import sundown.local.google.Libraries.MediaItem;

/** An account from its owner's point of view: what only the owner can do with it and see in it. */
public final class StandInAccount {
    private final Account account;
    private final Grants grants;
    private final Libraries libraries;

    StandInAccount(Account account, Grants grants, Libraries libraries) {
        this.account = account;
        this.grants = grants;
        this.libraries = libraries;
    }

    /** The id that Drive calls permissionId and OpenID Connect calls sub. */
    public String subject() {
        return account.subject();
    }

    public Account.Storage storage() {
        return account.storage();
    }

    public void addStorage(long bytes) {
        account.addStorage(bytes);
    }

    /** Takes back all that the user ever allowed: every token dies at once. */
    public void revokeConsent() {
        grants.revoke(account);
    }

    public List<Holding> holdings() {
        return libraries.holdings(account).stream().map(Holding::of).toList();
    }

    public List<AlbumHolding> albums() {
        return libraries.of(account).albums().all().stream()
                .map(AlbumHolding::of)
                .toList();
    }

    /**
     * One album that an account holds.
     *
     * @param items in the order of the album
     */
    public record AlbumHolding(String id, String title, List<Holding> items) {

        static AlbumHolding of(FilledAlbum album) {
            return new AlbumHolding(
                    album.id(),
                    album.title(),
                    album.items().stream().map(Holding::of).toList());
        }
    }

    /**
     * One media item that an account holds.
     *
     * @param sha256 of its bytes, in lower-case hexadecimal
     * @param file has them, if the stand-in keeps them
     */
    public record Holding(
            String id, String fileName, String mime, long bytes, String sha256, String sha1, Optional<Path> file) {

        static Holding of(MediaItem item) {
            return new Holding(
                    item.id(),
                    item.fileName(),
                    item.type().mime(),
                    item.content().bytes(),
                    item.content().sha256(),
                    item.content().sha1(),
                    item.content().file());
        }
    }
}
