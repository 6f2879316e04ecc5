package sundown.local.stripe;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import sundown.local.http.Reply;

/**
 * The first answers to requests with a key, which are given again for a day, breakdowns too. What never began is not
 * kept: a request that was turned away, or that had invalid parameters.
 *
 * @see <a href="https://docs.stripe.com/api/idempotent_requests">Idempotent requests</a>
 */
final class IdempotencyKeys {
    private static final Duration LIFE = Duration.ofHours(24);
    private static final Set<Integer> TURNED_AWAY = Set.of(401, 409, 429);

    private final Clock clock;
    private final Map<String, Use> uses = new HashMap<>();

    /** The use of a key; without an answer while it is under way. */
    private record Use(Parameters parameters, Optional<Reply> answer, Instant since) {}

    IdempotencyKeys(Clock clock) {
        this.clock = clock;
    }

    /** The first answer, or else that of the action. */
    Reply once(String key, Parameters parameters, Supplier<Reply> action) {
        Optional<Reply> first = begin(key, parameters);
        if (first.isPresent()) {
            return first.get().with("Idempotent-Replayed", "true");
        }
        Optional<Reply> answer = Optional.empty();
        try {
            answer = Optional.of(action.get());
            return answer.get();
        } finally {
            end(key, parameters, answer.filter(IdempotencyKeys::isKept));
        }
    }

    private synchronized Optional<Reply> begin(String key, Parameters parameters) {
        Instant now = clock.instant();
        uses.values().removeIf(use -> !now.isBefore(use.since().plus(LIFE)));
        Use use = uses.get(key);
        if (use == null) {
            uses.put(key, new Use(parameters, Optional.empty(), now));
            return Optional.empty();
        }
        if (!use.parameters().equals(parameters)) {
            throw StripeProblem.otherParameters(key);
        }
        return Optional.of(use.answer().orElseThrow(() -> StripeProblem.keyInUse(key)));
    }

    private synchronized void end(String key, Parameters parameters, Optional<Reply> kept) {
        if (kept.isPresent()) {
            uses.put(key, new Use(parameters, kept, clock.instant()));
        } else {
            uses.remove(key);
        }
    }

    private static boolean isKept(Reply answer) {
        return !TURNED_AWAY.contains(answer.status()) && !answer.text().contains("\"parameter_");
    }
}
