package sundown.receipt;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import sundown.account.UserId;
import sundown.archive.Archive;
import sundown.archive.ArchiveRules;
import sundown.archive.ArchiveStore;
import sundown.receipt.ReceiptStore.Receipt;
import sundown.transfer.LibraryAccess.LibraryAccount;
import sundown.transfer.LibraryAlbum;
import sundown.transfer.TransferStore;

/** Makes receipts of a user's rows, and keeps them before the rows are removed. */
@Singleton
public record Receipts(TransferStore transfers, ArchiveStore archives, ReceiptStore receipts, Clock clock) {
    /**
     * Makes a receipt of the rows of a user, and after the close also of the kept receipt of rows that are gone. Before
     * the close nothing is gone for good: it may have moved since a worker of a purge kept a receipt.
     *
     * @param close the close of their group, at which an archive ends
     */
    public Receipt compose(UserId user, Instant close) {
        Instant now = clock.instant();
        Receipt told = new Receipt(
                user,
                transfer(user),
                archive(
                        user,
                        archive -> ArchiveRules.ending(archive, close, now).orElse(archive)),
                Optional.empty(),
                Optional.empty());
        return now.isBefore(close) ? told : receipts.find(user).map(told::or).orElse(told);
    }

    /**
     * Names of a user's transfer: a receipt that outlives the rows does not have them.
     *
     * @param albums at the library, with titles in the user's words
     * @param accounts of the library that got photos
     */
    public record Names(List<LibraryAlbum> albums, List<LibraryAccount> accounts) {}

    /** The names of a user's transfer, as long as it has its rows. */
    public Optional<Names> names(UserId user) {
        return transfers.find(user).map(transfer -> new Names(transfers.listAlbums(transfer), transfer.recipients()));
    }

    /**
     * Keeps a receipt of the rows of a user, and of the rows that another worker has removed: rows are read first, so
     * that a row that is removed meanwhile is in the receipt of that worker.
     *
     * @param proof that the list of what is deleted has the user, as JSON
     */
    public void keep(UserId user, String proof) {
        Receipt now = new Receipt(
                user,
                transfer(user),
                archive(user, UnaryOperator.identity()),
                Optional.of(clock.instant()),
                Optional.of(proof));
        receipts.keep(receipts.find(user).map(now::or).orElse(now));
    }

    private Optional<Receipt.Moved> transfer(UserId user) {
        return transfers.find(user).map(transfer -> Receipt.Moved.of(transfer, transfers.years(transfer)));
    }

    private Optional<Receipt.Downloaded> archive(UserId user, UnaryOperator<Archive> asOfNow) {
        return archives.find(user)
                .map(asOfNow)
                .map(archive -> Receipt.Downloaded.of(archive, archives.listVolumes(archive)));
    }
}
