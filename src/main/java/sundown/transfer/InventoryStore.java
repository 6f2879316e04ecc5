package sundown.transfer;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import sundown.account.Found;
import sundown.account.UserId;
import sundown.edge.Correlation;
import sundown.edge.EventuallyConsistent;
import sundown.edge.Json;
import sundown.edge.QueueMessage;
import sundown.gallery.Item;
import sundown.gallery.Item.ItemId;
import sundown.gallery.Tally;

/** Stores what galleries hold. Reads are strongly consistent, unless marked. */
public interface InventoryStore {
    /** The inventory of a user's gallery. */
    Optional<Inventory> find(UserId user);

    /** The inventories of several users, with few calls. */
    Found<Inventory> findAll(List<UserId> users);

    /**
     * Saves an inventory if the stored version is still its own (none for 0).
     *
     * @return the inventory with its new version, or nothing if another save was faster
     */
    Optional<Inventory> save(Inventory inventory);

    /**
     * The users with a count that is due at this time: at most this many, the longest waiting first.
     *
     * @param shard the shard of the users, by {@link sundown.sweep.Wake.Shards}
     */
    @EventuallyConsistent
    List<UserId> listDue(int shard, Instant now, int limit);

    /**
     * The inventory of a user's gallery: one row, saved as a whole by a conditional write on its version. While a
     * gallery is counted again, the result before stays.
     *
     * @param counted the last result
     * @param count the count that is under way
     * @param order the order of the gallery, once it is written
     * @param version grows with each save; 0 before the first
     */
    record Inventory(
            UserId user, Optional<Counted> counted, Optional<Count> count, Optional<Long> order, long version) {
        /**
         * The content of a gallery.
         *
         * @param all every item
         * @param albums how many albums; no more than {@link InventoryRules#ALBUMS_MAX} are counted
         * @param unsupported the items that the library does not take by their name and length, by reason
         * @param livePhotos how many items are the video of a live photo
         * @param marked the items that something sets apart
         * @param undated what became of looking for dates in files; empty while no file was looked at
         */
        public record Holdings(
                Tally all,
                int albums,
                Map<FailureReason, Tally> unsupported,
                long livePhotos,
                Marked marked,
                Optional<Undated> undated) {
            public Holdings {
                unsupported = Map.copyOf(unsupported);
                if (albums < 0) {
                    throw new IllegalArgumentException("a gallery cannot have fewer than 0 albums");
                }
            }
        }

        /**
         * Items that something sets apart.
         *
         * @param hidden the private ones, but for those in the trash
         * @param deleted those in the trash
         * @param shared those that others have shared with the user, but for those in the trash
         */
        public record Marked(Tally hidden, Tally deleted, Tally shared) {
            /** No item is set apart. */
            public static final Marked NONE = new Marked(Tally.NONE, Tally.NONE, Tally.NONE);

            Marked plus(Item item) {
                Tally one = Tally.one(item.bytes());
                Item.Marks marks = item.marks();
                return marks.deletedAt().isPresent()
                        ? new Marked(hidden, deleted.plus(one), shared)
                        : new Marked(
                                marks.isPrivate().isPresent() ? hidden.plus(one) : hidden,
                                deleted,
                                marks.sharedBy().isPresent() ? shared.plus(one) : shared);
            }
        }

        /**
         * Items whose files were looked at for a date.
         *
         * @param looked how many: all of a gallery, or a sample
         * @param without how many of these have no date inside
         * @param added to how many of those the gallery's date will be added
         */
        public record Undated(long looked, long without, long added) {
            private static final MathContext TWO_DIGITS = new MathContext(2, RoundingMode.HALF_UP);

            public Undated {
                if (added < 0 || without < added || looked < without) {
                    throw new IllegalArgumentException("no part is larger than its whole");
                }
            }

            Undated plus(Undated other) {
                return new Undated(looked + other.looked, without + other.without, added + other.added);
            }

            /**
             * What is to be expected of so many items, of which at least one was looked at: two digits, unless all
             * were.
             */
            public Undated among(long items) {
                return items <= looked ? this : new Undated(items, scaled(without, items), scaled(added, items));
            }

            private long scaled(long part, long items) {
                return BigDecimal.valueOf(part)
                        .multiply(BigDecimal.valueOf(items))
                        .divide(BigDecimal.valueOf(looked), TWO_DIGITS)
                        .setScale(0, RoundingMode.HALF_UP)
                        .min(BigDecimal.valueOf(items))
                        .longValueExact();
            }
        }

        /** A result, and when it was reached. */
        public record Counted(Holdings holdings, Instant at) {}

        /**
         * A count that is under way.
         *
         * @param cursor the last item that is counted
         * @param albums a hash of the name of each album that was found, at most {@link InventoryRules#ALBUMS_MAX}
         * @param ordering the orders that the runs before have written, unsorted; empty if no order is to be written
         * @param attempt how many times in a row the sweep has sent for it
         * @param checkAt when the sweep sends for it again, because a message may be lost
         */
        public record Count(
                Optional<ItemId> cursor,
                Tally all,
                Set<Long> albums,
                Map<FailureReason, Tally> unsupported,
                long livePhotos,
                Marked marked,
                Optional<Undated> undated,
                Optional<List<Long>> ordering,
                int attempt,
                Instant checkAt) {
            public Count {
                albums = Set.copyOf(albums);
                unsupported = Map.copyOf(unsupported);
            }

            Count ordering(List<Long> runs) {
                return new Count(
                        cursor,
                        all,
                        albums,
                        unsupported,
                        livePhotos,
                        marked,
                        undated,
                        Optional.of(runs),
                        attempt,
                        checkAt);
            }

            /** The holdings that are counted so far. */
            public Holdings holdings() {
                return new Holdings(all, albums.size(), unsupported, livePhotos, marked, undated);
            }
        }

        /** The last result, or the holdings that the first count has found so far; empty before that. */
        public Optional<Holdings> holdings() {
            return counted.map(Counted::holdings).or(() -> count.map(Count::holdings));
        }

        /** The message that has the count go on. */
        public InventoryMessage message(Correlation correlation) {
            return new InventoryMessage(user, correlation);
        }

        Inventory counting(Count next) {
            return new Inventory(user, counted, Optional.of(next), order, version);
        }

        /** The inventory at the end of its count, which may have written an order. */
        Inventory with(Counted result, Optional<Long> written) {
            return new Inventory(user, Optional.of(result), Optional.empty(), written.or(() -> order), version);
        }

        /** The inventory as the store holds it after one more save. */
        public Inventory saved() {
            return new Inventory(user, counted, count, order, version + 1);
        }

        /**
         * A gallery to be counted, or counted further: the message on the inventory queue.
         *
         * @param correlation ties its log lines to the call that asked for the count
         */
        @RegisterForReflection
        public record InventoryMessage(
                @JsonProperty("userId") UserId user,
                @JsonProperty("correlationId") Correlation correlation) implements QueueMessage {
            public static InventoryMessage read(String body) {
                return Json.read(body, InventoryMessage.class);
            }
        }
    }
}
