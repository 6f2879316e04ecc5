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
import java.util.stream.Stream;
import sundown.account.Found;
import sundown.account.UserId;
import sundown.edge.Correlation;
import sundown.edge.EventuallyConsistent;
import sundown.edge.Json;
import sundown.edge.QueueMessage;
import sundown.gallery.Item;
import sundown.gallery.Item.ItemId;
import sundown.gallery.Tally;
import sundown.media.Choice;

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
     * @param ordered the order that was written last, for a transfer
     * @param version grows with each save; 0 before the first
     */
    record Inventory(
            UserId user, Optional<Counted> counted, Optional<Count> count, Optional<Ordered> ordered, long version) {
        /**
         * The content of a gallery.
         *
         * @param all every item
         * @param albums how many albums; no more than {@link InventoryRules#ALBUMS_MAX} are counted
         * @param unsupported the items that the library does not take by their name and length, by reason
         * @param livePhotos how many items are the video of a live photo
         * @param marked the items that something sets apart
         * @param undated what became of looking for dates in files; empty while no file was looked at
         * @param parts the parts from which the user can choose
         */
        public record Holdings(
                Tally all,
                int albums,
                Map<FailureReason, Tally> unsupported,
                long livePhotos,
                Marked marked,
                Optional<Undated> undated,
                Parts parts) {
            /** No item. */
            public static final Holdings NONE =
                    new Holdings(Tally.NONE, 0, Map.of(), 0, Marked.NONE, Optional.empty(), Parts.NONE);

            public Holdings {
                unsupported = Map.copyOf(unsupported);
                if (albums < 0) {
                    throw new IllegalArgumentException("a gallery cannot have fewer than 0 albums");
                }
            }
        }

        /**
         * The parts of a gallery, without private items and the trash.
         *
         * @param photos by the {@link Item#year}
         * @param videos likewise
         * @param named by the names of albums; no more than {@link InventoryRules#ALBUMS_NAMED_MAX} are told
         */
        public record Parts(Map<Integer, Tally> photos, Map<Integer, Tally> videos, Map<String, Tally> named) {
            public static final Parts NONE = new Parts(Map.of(), Map.of(), Map.of());

            public Parts {
                photos = Map.copyOf(photos);
                videos = Map.copyOf(videos);
                named = Map.copyOf(named);
            }

            /** Hides the names of albums. */
            @Override
            public String toString() {
                return "Parts[***]";
            }
        }

        /**
         * An order of the gallery that is written.
         *
         * @param order its number
         * @param chosen the items of the gallery, by a choice
         */
        public record Ordered(long order, Chosen chosen) {}

        /**
         * The items of a gallery, by a choice.
         *
         * @param taken those that the choice takes, and no choice before
         * @param hidden the private ones that it does not take
         * @param notChosen those of no part that was chosen
         */
        public record Chosen(Choice choice, Tally taken, Tally hidden, Tally notChosen) {
            static Chosen of(Choice choice) {
                return new Chosen(choice, Tally.NONE, Tally.NONE, Tally.NONE);
            }

            Chosen plus(Item item) {
                Tally one = Tally.one(item.bytes());
                return switch (choice.standing(item)) {
                    case TAKEN -> new Chosen(choice, taken.plus(one), hidden, notChosen);
                    case PRIVATE -> new Chosen(choice, taken, hidden.plus(one), notChosen);
                    case NOT_CHOSEN -> new Chosen(choice, taken, hidden, notChosen.plus(one));
                    case TAKEN_BEFORE, IN_TRASH -> this;
                };
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
         * @param found the items so far
         * @param hashes a hash of the name of each album that was found, at most {@link InventoryRules#ALBUMS_MAX}
         * @param ordering the order that is to be written; empty if none is
         * @param attempt how many times in a row the sweep has sent for it
         * @param checkAt when the sweep sends for it again, because a message may be lost
         */
        public record Count(
                Optional<ItemId> cursor,
                Holdings found,
                Set<Long> hashes,
                Optional<Ordering> ordering,
                int attempt,
                Instant checkAt) {
            public Count {
                hashes = Set.copyOf(hashes);
            }

            Count with(Ordering next) {
                return new Count(cursor, found, hashes, Optional.of(next), attempt, checkAt);
            }
        }

        /**
         * An order that is to be written.
         *
         * @param runs the orders that the runs before have written, unsorted
         * @param chosen the items so far
         */
        public record Ordering(List<Long> runs, Chosen chosen) {
            public Ordering {
                runs = List.copyOf(runs);
            }

            static Ordering of(Choice choice) {
                return new Ordering(List.of(), Chosen.of(choice));
            }

            Ordering plus(List<Item> page) {
                Chosen more = chosen;
                for (Item item : page) {
                    more = more.plus(item);
                }
                return new Ordering(runs, more);
            }

            Ordering plus(long run) {
                return new Ordering(Stream.concat(runs.stream(), Stream.of(run)).toList(), chosen);
            }
        }

        /** The last result, or the holdings that the first count has found so far; empty before that. */
        public Optional<Holdings> holdings() {
            return counted.map(Counted::holdings).or(() -> count.map(Count::found));
        }

        /** The order for a choice, if it is the last one that was written. */
        Optional<Ordered> ordered(Choice choice) {
            return ordered.filter(last -> last.chosen().choice().equals(choice));
        }

        /** The message that has the count go on. */
        public InventoryMessage message(Correlation correlation) {
            return new InventoryMessage(user, correlation);
        }

        Inventory counting(Count next) {
            return new Inventory(user, counted, Optional.of(next), ordered, version);
        }

        /** The inventory at the end of its count, which may have written an order. */
        Inventory with(Counted result, Optional<Ordered> written) {
            return new Inventory(user, Optional.of(result), Optional.empty(), written.or(() -> ordered), version);
        }

        /** The inventory as the store holds it after one more save. */
        public Inventory saved() {
            return new Inventory(user, counted, count, ordered, version + 1);
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
