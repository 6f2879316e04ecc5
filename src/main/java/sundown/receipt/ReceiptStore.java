package sundown.receipt;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sundown.account.UserId;
import sundown.archive.Archive;
import sundown.archive.ArchiveView;
import sundown.archive.Volume;
import sundown.gallery.Tally;
import sundown.transfer.Progress.Counts;
import sundown.transfer.Transfer;
import sundown.transfer.Years;

/** Keeps users' receipts after a purge has removed their rows. A read sees every write before it. */
public interface ReceiptStore {
    /** Keeps a receipt with the time of the deletion, in place of an earlier one of its user. */
    void keep(Receipt receipt);

    /** The receipt that is kept of a user. */
    Optional<Receipt> find(UserId user);

    /**
     * The receipt of a user's gallery. It names no person, no account at Google, no file, and no album.
     *
     * @param moved the current transfer, if a transfer was ever started
     * @param downloaded the current archive, if an archive was ever requested
     * @param deletedAt when the rest was deleted; nothing while the user's rows are there
     * @param proof that the list of what was deleted has the user, as JSON
     */
    record Receipt(
            UserId user,
            Optional<Moved> moved,
            Optional<Downloaded> downloaded,
            Optional<Instant> deletedAt,
            Optional<String> proof) {

        /**
         * A transfer.
         *
         * @param state the {@link sundown.transfer.Transfer.TransferState#code}
         * @param endedAt when it ended, unless it still runs
         * @param years of what is in the library
         * @param hidden the private items that are not moved
         * @param notChosen the items of no part that the user chose, if there are any
         */
        public record Moved(
                String state,
                Counts counts,
                Instant startedAt,
                Optional<Instant> endedAt,
                Years years,
                Tally hidden,
                Optional<Tally> notChosen) {
            /** The receipt of a transfer. */
            static Moved of(Transfer transfer, Years years) {
                return new Moved(
                        transfer.state().code(),
                        transfer.counts(),
                        transfer.startedAt(),
                        transfer.state().endedAt(),
                        years,
                        transfer.terms().hidden(),
                        transfer.terms().notChosen());
            }

            /** The rows of batches, which tell the years, are removed before that of their transfer. */
            private Moved or(Moved earlier) {
                boolean removed = startedAt.equals(earlier.startedAt) && years.total() < earlier.years.total();
                return removed ? new Moved(state, counts, startedAt, endedAt, earlier.years, hidden, notChosen) : this;
            }
        }

        /**
         * An archive.
         *
         * @param state as {@link ArchiveView} names it
         * @param items in the gallery; unknown before it is planned
         * @param leftOut how many of them it lacks
         * @param volumes how many it has; unknown before it is planned
         * @param volumesDownloaded how many have arrived, as the page or app said
         * @param finishedAt when the last one arrived
         * @param notChosen the items of no part that the user chose, if there are any
         */
        @RegisterForReflection
        public record Downloaded(
                String state,
                Optional<Long> items,
                long leftOut,
                Optional<Integer> volumes,
                int volumesDownloaded,
                Instant requestedAt,
                Optional<Instant> finishedAt,
                Optional<Tally> notChosen) {
            /** The receipt of an archive. */
            static Downloaded of(Archive archive, List<Volume> volumes) {
                return new Downloaded(
                        ArchiveView.nameOf(archive.state()),
                        archive.gallery().map(Tally::items),
                        ArchiveView.leftOut(volumes),
                        archive.contents().map(Archive.Contents::volumes),
                        archive.downloads().volumes().size(),
                        archive.createdAt(),
                        archive.downloads().finishedAt(),
                        archive.chosen().notChosen());
            }
        }

        /** This receipt, completed by an earlier one where rows are gone by now. */
        Receipt or(Receipt earlier) {
            return new Receipt(
                    user,
                    moved.map(now -> earlier.moved.map(now::or).orElse(now)).or(() -> earlier.moved),
                    downloaded.or(() -> earlier.downloaded),
                    deletedAt.or(() -> earlier.deletedAt),
                    proof.or(() -> earlier.proof));
        }
    }
}
