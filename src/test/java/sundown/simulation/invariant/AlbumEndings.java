package sundown.simulation.invariant;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import sundown.digest.Sha1;
import sundown.gallery.Item.ItemId;
import sundown.media.Choice.Selection;
import sundown.simulation.cloud.Gallery;
import sundown.simulation.cloud.TransferCloud;
import sundown.simulation.people.Person;
import sundown.simulation.run.Violation;
import sundown.transfer.HeldAlbum;
import sundown.transfer.LibraryAccess.LibraryAccount;
import sundown.transfer.LibraryAlbum;
import sundown.transfer.Progress.AlbumSum;
import sundown.transfer.Transfer;
import sundown.transfer.Transfer.TransferState;

/** What the accounts of a user must hold, and their albums, when a world rests. */
public final class AlbumEndings {
    public static final String OWN = "an album has items of its own alone";
    public static final String WHOLE = "what is moved is in each of its albums, or counted as outside";
    public static final String EMPTY = "an album without items is counted as lost, or was refused";

    private final TransferCloud cloud;
    private final Person person;
    private final Gallery gallery;
    private final Map<ItemId, Set<Sha1>> digests;

    AlbumEndings(TransferCloud cloud, Person person) {
        this.cloud = cloud;
        this.person = person;
        this.gallery = person.gallery();
        this.digests = Arrivals.digests(gallery);
    }

    void check(Transfer transfer, Ledger.Book book) {
        person.accounts().forEach(this::check);
        if (transfer.state() instanceof TransferState.Finished) {
            checkWhole(transfer, book);
            checkSum(transfer);
        }
    }

    private void check(LibraryAccount account) {
        Optional<Boolean> movesPrivate = cloud.google.movesPrivate(account);
        Set<Selection> wishes = cloud.google.wishes(account);
        Set<Sha1> left = new HashSet<>(cloud.google.held(account));
        digests.forEach((item, held) -> {
            if (gallery.moves(item, movesPrivate, wishes)) {
                left.removeAll(held);
            }
        });
        Violation.unless(left.isEmpty(), Arrivals.WANTED, left);
        List<HeldAlbum> albums = cloud.google.albums(account);
        albums.forEach(this::checkOwn);
        checkEmpty(account, albums);
    }

    private void checkOwn(HeldAlbum album) {
        Set<Sha1> left = new HashSet<>(album.items());
        digests.forEach((item, held) -> {
            if (belongs(item, album)) {
                left.removeAll(held);
            }
        });
        Violation.unless(left.isEmpty(), OWN, album);
    }

    private boolean belongs(ItemId item, HeldAlbum album) {
        return gallery.albums(item).stream().anyMatch(title -> Arrivals.continues(title, album.title()));
    }

    /**
     * An album of which no item could be moved is empty, too, and those of an account to which a user comes back, which
     * has all items already.
     */
    private void checkEmpty(LibraryAccount account, List<HeldAlbum> albums) {
        Set<String> begun = new HashSet<>();
        albums.stream().filter(album -> !album.items().isEmpty()).forEach(album -> begun.add(album.title()));
        long empty = albums.stream()
                .filter(album -> album.items().isEmpty() && begun.contains(album.title()))
                .count();
        long explained =
                rows(account).mapToLong(album -> lost(album) + album.refusals()).sum();
        boolean cameBack = cloud.ledger.transfers(person.user(), account).size() > 1;
        Violation.unless(cameBack || empty <= explained, EMPTY, empty + " of " + albums);
    }

    private Stream<LibraryAlbum> rows(LibraryAccount account) {
        return cloud.ledger.transfers(person.user(), account).stream()
                .flatMap(transfer -> cloud.rows.listAlbums(transfer).stream());
    }

    private static long lost(LibraryAlbum album) {
        return album.creations() - certain(album);
    }

    private static long certain(LibraryAlbum album) {
        return album.id().isPresent() ? album.number() : album.number() - 1L;
    }

    /** Equal files of a gallery are one item in the library, which is outside once. */
    private void checkWhole(Transfer transfer, Ledger.Book book) {
        List<HeldAlbum> albums = cloud.google.albums(transfer.account());
        long missing = book.taken().stream()
                .filter(gallery.kept()::contains)
                .flatMap(item -> gallery.albums(item).stream()
                        .filter(title -> albums.stream().noneMatch(album -> has(album, title, item)))
                        .map(title -> Map.entry(title, digests.get(item))))
                .distinct()
                .count();
        long outside = transfer.progress().outside();
        Violation.unless(missing <= outside, WHOLE, missing + ", and " + outside + " are counted");
    }

    private boolean has(HeldAlbum album, String title, ItemId item) {
        return Arrivals.continues(title, album.title())
                && album.items().stream().anyMatch(digests.get(item)::contains);
    }

    /** The user reads how many albums there are. */
    private void checkSum(Transfer transfer) {
        AlbumSum sum = transfer.progress().albums().orElseThrow();
        List<LibraryAlbum> rows = cloud.rows.listAlbums(transfer);
        Violation.unless(
                sum.created() == rows.stream().mapToLong(AlbumEndings::certain).sum()
                        && sum.lost()
                                == rows.stream().mapToLong(AlbumEndings::lost).sum(),
                "albums are counted at the end",
                sum);
        long before = cloud.ledger.transfers(person.user(), transfer.account()).stream()
                .filter(earlier -> !earlier.id().equals(transfer.id()))
                .flatMap(earlier -> cloud.rows.listAlbums(earlier).stream())
                .mapToLong(LibraryAlbum::creations)
                .sum();
        int held = cloud.google.albums(transfer.account()).size();
        Violation.unless(held <= sum.created() + sum.lost() + before, "no album is created that is not counted", held);
    }
}
