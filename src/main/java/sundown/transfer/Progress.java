package sundown.transfer;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sundown.gallery.Item.ItemId;
import sundown.gallery.Tally;
import sundown.transfer.Batch.ItemOutcome;

/**
 * How far a transfer is.
 *
 * @param pass 0 for the gallery, then one more for each retry of failed items
 * @param batch the number of the next batch, from 1; it never goes back
 * @param cursor where this pass stands; nothing at its beginning
 * @param attempt how many setbacks in a row the current batch has met
 * @param lastFailure when an item last failed
 * @param lastRetry when the last retry of failed items began
 * @param outside how many times an item could not be put into an album
 * @param albums the albums at the library; known from the end of a pass to the next one
 */
public record Progress(
        int pass,
        int batch,
        Optional<Cursor> cursor,
        Counts counts,
        Pace pace,
        int attempt,
        Optional<Instant> lastFailure,
        Optional<Instant> lastRetry,
        long outside,
        Optional<AlbumSum> albums) {

    /**
     * Albums at the library.
     *
     * @param created how many Sundown has created
     * @param lost how many more there may be, without items: their creation had no answer
     */
    public record AlbumSum(long created, long lost) {}

    /**
     * Where a pass stands.
     *
     * @param value in the first pass, the number of places of the gallery's order that are settled; in a retry, the
     *     last item
     */
    public record Cursor(String value) {
        static Cursor after(long places) {
            return new Cursor(Long.toString(places));
        }

        static Cursor after(ItemId item) {
            return new Cursor(item.value());
        }

        static long places(Optional<Cursor> cursor) {
            return cursor.map(passed -> Long.parseLong(passed.value)).orElse(0L);
        }

        ItemId item() {
            return new ItemId(value);
        }
    }

    public static Progress startingAt(Instant now, Tally gallery) {
        return new Progress(
                0,
                1,
                Optional.empty(),
                Counts.of(gallery),
                Pace.startingAt(now),
                0,
                Optional.empty(),
                Optional.empty(),
                0,
                Optional.empty());
    }

    /** A part of the gallery is counted, which is to be moved from here on. */
    Progress counted(Tally part, Instant now) {
        return with(counts.withPart(part), Pace.startingAt(now), 0);
    }

    /** A pass through the gallery for another choice. No batch that was saved for the one before continues it. */
    Progress choosing() {
        return new Progress(
                0, batch + 1, Optional.empty(), counts, pace, 0, lastFailure, lastRetry, outside, Optional.empty());
    }

    /** One batch further: where it ends, and the outcomes of its items. */
    public Progress passItems(Optional<Cursor> end, List<ItemOutcome> outcomes, long newlyOutside, Instant now) {
        Counts next = counts.plus(outcomes);
        Tally settled = next.settled().minus(counts.settled());
        boolean anyFailed = outcomes.stream().anyMatch(ItemOutcome.Failed.class::isInstance);
        return new Progress(
                pass,
                batch + 1,
                end.or(() -> cursor),
                next,
                pace.plus(settled, now),
                0,
                anyFailed ? Optional.of(now) : lastFailure,
                lastRetry,
                outside + newlyOutside,
                albums);
    }

    public Progress afterSetback() {
        return with(counts, pace, attempt + 1);
    }

    /** Work starts or resumes. Earlier waits do not slow the estimate. */
    public Progress resumedAt(Instant now) {
        return with(counts, Pace.startingAt(now), 0);
    }

    private Progress with(Counts newCounts, Pace newPace, int newAttempt) {
        return new Progress(
                pass, batch, cursor, newCounts, newPace, newAttempt, lastFailure, lastRetry, outside, albums);
    }

    /** A new pass retries the failed items, but for those whose reason cannot change. */
    public Progress retryingAt(Instant now) {
        return new Progress(
                pass + 1,
                batch,
                Optional.empty(),
                counts.withRetryablePending(),
                Pace.startingAt(now),
                0,
                lastFailure,
                Optional.of(now),
                outside,
                Optional.empty());
    }

    /**
     * At the end of a pass. In the first one, pending items are gone from the gallery. A retry finds its items in the
     * list of failures; an item that is not there any more cannot be tried again.
     */
    public Progress ended(AlbumSum sum) {
        Counts all = pass == 0 ? counts.withRestSkipped() : counts.withRestPermanent();
        return new Progress(pass, batch, cursor, all, pace, attempt, lastFailure, lastRetry, outside, Optional.of(sum));
    }

    /**
     * How fast items moved recently, including waits. The estimate of the end is based on it.
     *
     * @param since the start of the window
     * @param moved the items settled in it
     */
    public record Pace(Instant since, Tally moved) {
        private static final Duration WINDOW = Duration.ofHours(2);

        /** The longest estimate, a century, because {@link Instant} has a maximum. */
        private static final Duration ESTIMATE_MAX = Duration.ofDays(36_525);

        public static Pace startingAt(Instant now) {
            return new Pace(now, Tally.NONE);
        }

        /** Adds newly settled items. A full window drops its older half. */
        public Pace plus(Tally settled, Instant now) {
            Pace next = new Pace(since, moved.plus(settled));
            Duration length = Duration.between(since, now);
            return length.compareTo(WINDOW) < 0 ? next : next.halved(length, now);
        }

        private Pace halved(Duration length, Instant now) {
            return new Pace(now.minus(length.dividedBy(2)), new Tally(moved.items() / 2, moved.bytes() / 2));
        }

        /** Bytes a second; nothing while nothing has moved. */
        public Optional<Double> bytesPerSecond(Instant now) {
            return perSecond(moved.bytes(), now);
        }

        /** Items a second; nothing while nothing has moved. */
        public Optional<Double> itemsPerSecond(Instant now) {
            return perSecond(moved.items(), now);
        }

        private Optional<Double> perSecond(long amount, Instant now) {
            double seconds = Duration.between(since, now).toMillis() / 1000.0;
            return amount == 0 || seconds <= 0 ? Optional.empty() : Optional.of(amount / seconds);
        }

        /** When so much will have moved, by the slower of items and bytes; nothing while nothing has moved. */
        public Optional<Instant> endOf(Tally pending, Instant now) {
            return itemsPerSecond(now).map(items -> {
                double byItems = pending.items() / items;
                double byBytes = bytesPerSecond(now)
                        .map(bytes -> pending.bytes() / bytes)
                        .orElse(0.0);
                long seconds = (long) Math.ceil(Math.max(byItems, byBytes));
                return now.plusSeconds(Math.min(seconds, ESTIMATE_MAX.toSeconds()));
            });
        }
    }

    /**
     * Counts of a gallery's items. Every item is counted exactly once: done + duplicate + failed + skipped + pending =
     * total, in items and in bytes.
     *
     * @param total the items to account for, as counted at the start
     * @param done now in the library
     * @param duplicate the library had the same bytes already
     * @param failed not taken; users can list them with their reasons
     * @param permanent failed items whose reason cannot change; never tried again
     * @param skipped left the gallery after the count
     * @param lost failed items of which the gallery has no bytes, so that no other way can take them either
     */
    public record Counts(
            Tally total, Tally done, Tally duplicate, Tally failed, Tally permanent, Tally skipped, Tally lost) {
        public Counts {
            if (permanent.items() > failed.items() || permanent.bytes() > failed.bytes()) {
                throw new IllegalArgumentException("more items failed permanently than failed");
            }
            if (lost.items() > failed.items()) {
                throw new IllegalArgumentException("more items are lost than failed");
            }
            Tally settled = done.plus(duplicate).plus(failed).plus(skipped);
            if (settled.items() > total.items() || settled.bytes() > total.bytes()) {
                throw new IllegalArgumentException("more items are settled than there are");
            }
        }

        /** A gallery of which nothing has been moved. */
        public static Counts of(Tally total) {
            return new Counts(total, Tally.NONE, Tally.NONE, Tally.NONE, Tally.NONE, Tally.NONE, Tally.NONE);
        }

        /** Items with a known outcome. */
        public Tally settled() {
            return done.plus(duplicate).plus(failed).plus(skipped);
        }

        /** Failed items that may be tried again. */
        public Tally retryable() {
            return failed.minus(permanent);
        }

        public Tally pending() {
            return total.minus(settled());
        }

        /**
         * Adds the outcomes of a batch. When the gallery has more items than were counted, raises the total, so that
         * the sum still holds.
         */
        public Counts plus(List<ItemOutcome> outcomes) {
            Tally newDone = done;
            Tally newDuplicate = duplicate;
            Tally newFailed = failed;
            Tally newPermanent = permanent;
            Tally newLost = lost;
            for (ItemOutcome outcome : outcomes) {
                Tally one = Tally.one(outcome.bytes());
                switch (outcome) {
                    case ItemOutcome.Done _ -> newDone = newDone.plus(one);
                    case ItemOutcome.Duplicate _ -> newDuplicate = newDuplicate.plus(one);
                    case ItemOutcome.Failed refused -> {
                        newFailed = newFailed.plus(one);
                        newPermanent = refused.reason().permanent() ? newPermanent.plus(one) : newPermanent;
                        newLost = refused.reason().lost() ? newLost.plus(one) : newLost;
                    }
                }
            }
            Tally settled = newDone.plus(newDuplicate).plus(newFailed).plus(skipped);
            return new Counts(total.atLeast(settled), newDone, newDuplicate, newFailed, newPermanent, skipped, newLost);
        }

        /** What is settled, and a part of which nothing is. */
        Counts withPart(Tally part) {
            return new Counts(settled().plus(part), done, duplicate, failed, permanent, skipped, lost);
        }

        /** At the end of the gallery: pending items are gone from it. */
        public Counts withRestSkipped() {
            return new Counts(total, done, duplicate, failed, permanent, skipped.plus(pending()), lost);
        }

        /** Failed items that may be tried again are pending again. */
        public Counts withRetryablePending() {
            return new Counts(total, done, duplicate, permanent, permanent, skipped, Tally.NONE);
        }

        /** At the end of a retry: what it did not try cannot be tried. */
        public Counts withRestPermanent() {
            return new Counts(total, done, duplicate, failed.plus(pending()), permanent.plus(pending()), skipped, lost);
        }
    }
}
