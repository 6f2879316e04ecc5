package sundown.status;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import sundown.archive.ArchiveView;
import sundown.digest.Sha256;
import sundown.edge.Code;
import sundown.edge.Json;
import sundown.gallery.Tally;
import sundown.receipt.Safety;
import sundown.refund.RefundView;
import sundown.timeline.NoticeView;
import sundown.transfer.FailureReason;
import sundown.transfer.InventoryRules;
import sundown.transfer.InventoryStore.Inventory;
import sundown.transfer.InventoryStore.Inventory.Undated;
import sundown.transfer.TransferView;

/**
 * The caller's status: the body of {@code GET /me}.
 *
 * @param notice region, group, phase and dates
 * @param open what the caller may do now, and why not
 * @param gallery what they have; nothing where nothing ends, or while nothing is announced
 * @param transfer their transfer, if they ever started one
 * @param archive their archive, if they ever requested one; without what opens it
 * @param safety how much of their gallery is safe; nothing where nothing ends, or while nothing is announced
 * @param refund the refund of their last fee; nothing where nothing ends, or while nothing is announced
 * @param lookAgainInSeconds how long to wait until the next look
 */
@RegisterForReflection
public record StatusView(
        NoticeView notice,
        OpenView open,
        Optional<GalleryView> gallery,
        Optional<TransferView> transfer,
        Optional<ArchiveView> archive,
        Optional<SafetyView> safety,
        Optional<RefundView> refund,
        long lookAgainInSeconds) {
    private static final List<String> ESTIMATES =
            List.of("lookAgainInSeconds", "bytesPerSecond", "itemsPerSecond", "estimatedEnd");

    /** Names what the view tells. Estimates change with every look, and tell nothing new. */
    String tag() {
        JsonNode told = Json.tree(this);
        for (String estimate : ESTIMATES) {
            told.findParents(estimate).forEach(parent -> ((ObjectNode) parent).remove(estimate));
        }
        return Sha256.over(told.toString()).hex();
    }

    /**
     * The doors that are open.
     *
     * @param sync whether new photos may be added to the gallery; the servers that sync read this, too
     * @param sales whether memberships may be sold and renewed
     */
    @RegisterForReflection
    public record OpenView(DoorView transfer, DoorView archive, DoorView sync, DoorView sales) {}

    /**
     * The content of a gallery.
     *
     * @param state {@code counting} until the first count has ended, and {@code counted} from then on
     * @param items counted so far, or in all; likewise the other figures
     * @param albums no more than {@link InventoryRules#ALBUMS_MAX} are counted
     * @param unsupported what Google Photos does not take
     * @param livePhotos how many items are the video of a live photo
     * @param hidden the private items
     * @param deleted the items in the trash
     * @param shared the items that others have shared with the user
     * @param years the items by year, without private ones and those in the trash; the last year comes first
     * @param named the items by album, likewise; no more than {@link InventoryRules#ALBUMS_NAMED_MAX} albums are named
     * @param undated items without a date inside; nothing while no file was looked at
     * @param countedAt when the figures were reached
     */
    @RegisterForReflection
    public record GalleryView(
            String state,
            long items,
            long bytes,
            int albums,
            List<UnsupportedView> unsupported,
            long livePhotos,
            Tally hidden,
            Tally deleted,
            Tally shared,
            List<YearView> years,
            List<AlbumView> named,
            Optional<UndatedView> undated,
            Optional<Instant> countedAt) {
        boolean isBeingCounted() {
            return countedAt.isEmpty();
        }

        static Optional<GalleryView> of(Inventory inventory) {
            return inventory
                    .holdings()
                    .map(holdings -> new GalleryView(
                            inventory.counted().isPresent() ? "counted" : "counting",
                            holdings.all().items(),
                            holdings.all().bytes(),
                            holdings.albums(),
                            UnsupportedView.of(holdings),
                            holdings.livePhotos(),
                            holdings.marked().hidden(),
                            holdings.marked().deleted(),
                            holdings.marked().shared(),
                            YearView.of(holdings.parts()),
                            AlbumView.of(holdings.parts()),
                            holdings.undated()
                                    .flatMap(found ->
                                            UndatedView.of(found, holdings.all().items())),
                            inventory.counted().map(Inventory.Counted::at)));
        }
    }

    /**
     * Items of a year.
     *
     * @param year by the local time; 0 for items of which the gallery does not know when they were taken
     */
    @RegisterForReflection
    public record YearView(int year, Tally photos, Tally videos) {
        private static List<YearView> of(Inventory.Parts parts) {
            return Stream.concat(parts.photos().keySet().stream(), parts.videos().keySet().stream())
                    .distinct()
                    .sorted(Comparator.reverseOrder())
                    .map(year -> new YearView(
                            year,
                            parts.photos().getOrDefault(year, Tally.NONE),
                            parts.videos().getOrDefault(year, Tally.NONE)))
                    .toList();
        }
    }

    /** Items of an album. */
    @RegisterForReflection
    public record AlbumView(String name, @JsonUnwrapped Tally items) {
        private static List<AlbumView> of(Inventory.Parts parts) {
            return parts.named().entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .map(album -> new AlbumView(album.getKey(), album.getValue()))
                    .toList();
        }

        /** Hides the name. */
        @Override
        public String toString() {
            return "AlbumView[***]";
        }
    }

    /**
     * Items that Google Photos does not take.
     *
     * @param message the reason in words
     */
    @RegisterForReflection
    public record UnsupportedView(FailureReason reason, String message, long items, long bytes) {
        private static List<UnsupportedView> of(Inventory.Holdings holdings) {
            return Arrays.stream(FailureReason.values())
                    .filter(holdings.unsupported()::containsKey)
                    .map(reason -> of(reason, holdings.unsupported().get(reason)))
                    .toList();
        }

        private static UnsupportedView of(FailureReason reason, Tally tally) {
            return new UnsupportedView(reason, reason.sentence(), tally.items(), tally.bytes());
        }
    }

    /**
     * Items whose file has no date inside.
     *
     * @param added to how many of them the gallery's date will be added
     * @param exact whether all files were looked at; otherwise a sample was
     */
    @RegisterForReflection
    public record UndatedView(long items, long added, boolean exact) {
        static Optional<UndatedView> of(Undated found, long items) {
            return Optional.of(found)
                    .filter(any -> any.looked() > 0)
                    .map(any -> any.among(items))
                    .map(all -> new UndatedView(all.without(), all.added(), found.looked() >= items));
        }
    }

    /**
     * How much of a gallery is safe.
     *
     * @param standing a {@link Safety.Standing}
     * @param items in the gallery; unknown while nothing has counted them
     * @param lost the number of items that no way can carry
     * @param why items are missing, a {@link Safety.Missing}
     */
    @RegisterForReflection
    public record SafetyView(
            String standing, Optional<Tally> items, Tally safe, long missing, long lost, Optional<String> why) {
        static SafetyView of(Safety safety) {
            return new SafetyView(
                    safety.standing().code(),
                    safety.all(),
                    safety.safe(),
                    safety.missing(),
                    safety.lost(),
                    Optional.of(safety.why())
                            .filter(why -> why != Safety.Missing.NOTHING)
                            .map(Safety.Missing::code));
        }
    }

    /**
     * Something that is open or closed.
     *
     * @param why a sentence, if it is closed
     * @param code of the sentence: a {@link Closure}
     */
    @RegisterForReflection
    public record DoorView(boolean open, Optional<String> why, Optional<String> code) {
        static DoorView opened() {
            return new DoorView(true, Optional.empty(), Optional.empty());
        }

        static DoorView closed(Closure closure, String why) {
            return new DoorView(false, Optional.of(why), Optional.of(closure.code()));
        }
    }

    /** Why something is closed. */
    public enum Closure implements Code {
        NOT_ANNOUNCED,
        NOTHING_ENDS,
        EXPORTS_NOT_OPEN,
        EXPORTS_CLOSED,
        NOT_OFFERED_IN_REGION,
        /** Syncing and sales end when exports open. */
        ENDED
    }
}
