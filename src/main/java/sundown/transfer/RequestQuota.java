package sundown.transfer;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import sundown.account.UserId;
import sundown.failure.RetryableFailure;
import sundown.metrics.Metric;
import sundown.transfer.QuotaRules.Limits;
import sundown.transfer.QuotaRules.Wish;
import sundown.transfer.QuotaStore.Claim;
import sundown.transfer.QuotaStore.Requests;
import sundown.transfer.QuotaStore.Share;

/**
 * The requests that the library allows the whole project. All workers draw from it before they call.
 *
 * <p>A user is allotted requests for several batches at once, now or from a later time on, and draws the requests of
 * each batch from the allotment. An allotment is reserved first and given second, and nothing is ever given back: a
 * worker that dies between the two, or an answer that is lost, costs requests of the day, and the quota is never
 * passed. A user who comes too late to their time gets another time, for the same requests of the day.
 *
 * @param inForce the limits, which operators may change
 */
@Singleton
public record RequestQuota(QuotaStore store, Supplier<Limits> inForce) {
    /** Rows change between a look and a write; three times are needed at most, unless many ask at once. */
    private static final int ATTEMPTS = 16;

    /**
     * Draws requests for a user from their share, the minute, and the day, all or none.
     *
     * @param itemsAhead how many small items the run may upload after these
     * @return nothing when the requests may be made; otherwise the time from which they are reserved
     */
    public Optional<Answer.Setback> draw(UserId user, Requests requests, long itemsAhead, Instant now) {
        Draw draw = new Draw(user, new Wish(requests, itemsAhead), inForce.get(), now);
        draw.limits().requireDrawable(requests);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<Share> lacking =
                    store.take(user, draw.today(), requests, draw.limits().terms(), now);
            if (lacking.isEmpty()) {
                return Optional.empty();
            }
            Instant from = allot(draw, lacking.get());
            if (from.isAfter(now)) {
                return Optional.of(draw.setback(lacking.get(), from));
            }
        }
        throw new RetryableFailure("the quota's rows change faster than they can be drawn from");
    }

    private record Draw(UserId user, Wish wish, Limits limits, Instant now) {
        LocalDate today() {
            return limits.day(now);
        }

        /** The requests to allot on a day; empty if the user's share of the day is used up. */
        Optional<Requests> allotment(Share share) {
            return QuotaRules.allotment(wish, share, limits.perDay(), limits);
        }

        Answer.Setback setback(Share today, Instant from) {
            return allotment(today).isEmpty() ? new Answer.WaitForShare(from) : new Answer.WaitUntil(from);
        }
    }

    /** From when on the user has an allotment: on the first day that has one. */
    private Instant allot(Draw draw, Share today) {
        List<LocalDate> days = QuotaRules.days(draw.limits(), draw.now());
        for (LocalDate day : days) {
            Share share = day.equals(draw.today()) ? today : store.share(draw.user(), day);
            if (QuotaRules.promised(share, draw.wish().needed(), draw.limits(), draw.now())) {
                return share.from();
            }
            Optional<Instant> from = draw.allotment(share).flatMap(most -> reserve(draw, day, share, most));
            if (from.isPresent()) {
                return from.get();
            }
        }
        return draw.limits().start(days.getLast().plusDays(1));
    }

    /** Reserves as much as a day has left. When another worker of the user was faster, the reservation is lost. */
    private Optional<Instant> reserve(Draw draw, LocalDate day, Share share, Requests allotment) {
        Claim claim = QuotaRules.claim(day, allotment, share, draw.limits(), draw.now());
        QuotaStore.Reservation answer = store.reserve(day, claim);
        long left = draw.limits().perDay() - answer.day().used();
        if (day.equals(draw.today())) {
            Metric.QUOTA_LEFT.report(Math.max(0, left));
        }
        if (answer.made()) {
            Share allotted = QuotaRules.allotted(share, allotment, claim, answer.day(), draw.limits());
            return Optional.of(store.save(draw.user(), day, share, allotted) ? allotted.from() : draw.now());
        }
        return left >= claim.requests()
                ? Optional.empty()
                : QuotaRules.allotment(draw.wish(), share, left, draw.limits())
                        .flatMap(less -> reserve(draw, day, share, less));
    }
}
