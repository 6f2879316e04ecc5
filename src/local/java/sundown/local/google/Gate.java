package sundown.local.google;

import io.grpc.Status.Code;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import sundown.local.fault.FaultScript;
import sundown.local.google.Accounts.Account;
import sundown.local.google.Grants.Grant;
import sundown.local.google.StandInGoogleSettings.QuotaLimits;
import sundown.local.http.Endpoint.Unanswered;

/**
 * Where every call passes, whatever its protocol: it is counted, struck by the faults of the script, and let through if
 * its token, scopes and quota allow it and, for a write, no other write of the same user is running.
 */
public final class Gate {
    private static final String SEE =
            " Expected OAuth 2 access token, login cookie or other valid authentication credential. See"
                    + " https://developers.google.com/identity/sign-in/web/devconsole-project.";

    private final Grants grants;
    private final FaultScript<Call, Effect> script;
    private final Meter meter;
    private final ProjectQuota quota;
    private final Set<Account> writing = ConcurrentHashMap.newKeySet();

    public Gate(Grants grants, FaultScript<Call, Effect> script, Meter meter, QuotaLimits limits, Clock clock) {
        this.grants = grants;
        this.script = script;
        this.meter = meter;
        this.quota = new ProjectQuota(limits, clock);
    }

    public interface Action<T> {
        T act(Passage passage) throws IOException;
    }

    public interface OpenAction<T> {
        T act() throws IOException;
    }

    /**
     * A call that needs an access token.
     *
     * @throws GoogleProblem if it is refused
     * @throws Unanswered if a fault breaks its connection or withholds the answer
     */
    public <T> T pass(Call call, Credentials credentials, Action<T> action) throws IOException {
        return pass(call, () -> grant(credentials).map(Grant::account), effects -> {
            Grant grant = authorize(credentials);
            return call.writes() ? write(call, grant, effects, action) : act(call, grant, effects, action);
        });
    }

    /**
     * A call that was authorized before, such as a chunk for a session that was started with a token.
     *
     * @throws GoogleProblem if it is refused
     */
    public <T> T passAs(Grant grant, Call call, Action<T> action) throws IOException {
        return pass(call, () -> Optional.of(grant.account()), effects -> act(call, grant, effects, action));
    }

    /**
     * A call without an access token, such as the exchange of a code.
     *
     * @param user the user with the consent that a fault may revoke
     */
    public <T> T passOpenly(Call call, Supplier<Optional<Account>> user, OpenAction<T> action) throws IOException {
        return pass(call, user, effects -> {
            pause(effects);
            return action.act();
        });
    }

    /** What strikes the next element of a batch. */
    public Optional<Effect> strikeElement() {
        return script.strike(Call.ELEMENT).stream().findFirst();
    }

    private interface Struck<T> {
        T act(List<Effect> effects) throws IOException;
    }

    private <T> T pass(Call call, Supplier<Optional<Account>> user, Struck<T> struck) throws IOException {
        meter.request(call);
        List<Effect> effects = script.strike(call);
        try {
            effects.forEach(effect -> before(effect, user));
            T result = struck.act(effects);
            effects.forEach(Gate::after);
            return result;
        } catch (GoogleProblem problem) {
            meter.refusal(problem.httpStatus());
            throw problem;
        }
    }

    private void before(Effect effect, Supplier<Optional<Account>> user) {
        switch (effect) {
            case Effect.Answer answer ->
                throw GoogleProblem.scripted(
                        answer.status(),
                        answer.body(),
                        answer.retryAfterSeconds().map(Duration::ofSeconds));
            case Effect.Drop drop -> throw Unanswered.dropped();
            case Effect.RevokeConsent revoke -> user.get().ifPresent(grants::revoke);
            case Effect.Delay later -> {}
            case Effect.OutOfRoom later -> {}
            case Effect.BreakOff later -> {}
            case Effect.ActThenDrop later -> {}
            case Effect.ActThenSilence later -> {}
            case Effect.OmitElement ofElements -> {}
            case Effect.RefuseElement ofElements -> {}
        }
    }

    private static void after(Effect effect) {
        if (effect instanceof Effect.ActThenDrop) {
            throw Unanswered.dropped();
        }
        if (effect instanceof Effect.ActThenSilence) {
            throw Unanswered.silent();
        }
    }

    private <T> T write(Call call, Grant grant, List<Effect> effects, Action<T> action) throws IOException {
        meter.writeBegins(call, grant.account());
        try {
            if (!writing.add(grant.account())) {
                throw concurrentWrite();
            }
            try {
                return act(call, grant, effects, action);
            } finally {
                writing.remove(grant.account());
            }
        } finally {
            meter.writeEnds(call, grant.account());
        }
    }

    private <T> T act(Call call, Grant grant, List<Effect> effects, Action<T> action) throws IOException {
        if (call.ofLibrary()) {
            quota.draw(grant.account(), call);
        }
        pause(effects);
        if (effects.stream().anyMatch(Effect.OutOfRoom.class::isInstance)) {
            throw GoogleProblem.outOfRoom();
        }
        return action.act(new Passage(grant, breaksOffAfter(effects)));
    }

    private Optional<Grant> grant(Credentials credentials) {
        return credentials.accessToken().flatMap(grants::find);
    }

    private Grant authorize(Credentials credentials) {
        if (credentials.accessToken().isEmpty()) {
            throw GoogleProblem.of(
                    Code.UNAUTHENTICATED, "Request is missing required authentication credential." + SEE);
        }
        Grant grant = grant(credentials)
                .orElseThrow(() -> GoogleProblem.of(
                        Code.UNAUTHENTICATED, "Request had invalid authentication credentials." + SEE));
        if (!grant.allowsOneOf(credentials.scopes())) {
            throw GoogleProblem.of(Code.PERMISSION_DENIED, "Request had insufficient authentication scopes.");
        }
        return grant;
    }

    private static OptionalLong breaksOffAfter(List<Effect> effects) {
        return effects.stream()
                .filter(Effect.BreakOff.class::isInstance)
                .mapToLong(effect -> ((Effect.BreakOff) effect).afterBytes())
                .findFirst();
    }

    private static void pause(List<Effect> effects) {
        for (Effect effect : effects) {
            if (effect instanceof Effect.Delay delay) {
                pause(Duration.ofMillis(delay.milliseconds()));
            }
        }
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            throw Unanswered.dropped();
        }
    }

    private static GoogleProblem concurrentWrite() {
        return GoogleProblem.of(
                Code.RESOURCE_EXHAUSTED,
                "Quota exceeded for quota 'concurrent write request' of service 'photoslibrary.googleapis.com'.");
    }

    public record Credentials(Optional<String> accessToken, Set<String> scopes) {}

    /**
     * A call that has been let through.
     *
     * @param breaksOffAfter the bytes of its body after which the connection breaks
     */
    public record Passage(Grant grant, OptionalLong breaksOffAfter) {}

    /** Counts the requests of a project and refuses those past its quota. A refused request takes nothing. */
    static final class ProjectQuota {
        private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");

        private final QuotaLimits limits;
        private final Clock clock;
        private final Window day = new Window();
        private final Window minute = new Window();
        private final Window minuteOfUploads = new Window();
        private final Map<Account, Window> minuteOfUser = new HashMap<>();

        ProjectQuota(QuotaLimits limits, Clock clock) {
            this.limits = limits;
            this.clock = clock;
        }

        private static final class Window {
            private Instant start = Instant.MIN;
            private long used;

            void moveTo(Instant newStart) {
                if (!newStart.equals(start)) {
                    start = newStart;
                    used = 0;
                }
            }
        }

        synchronized void draw(Account account, Call call) {
            Instant now = clock.instant();
            Window ofUser = minuteOfUser.computeIfAbsent(account, user -> new Window());
            Instant startOfDay = startOfDay(now);
            day.moveTo(startOfDay);
            minute.moveTo(now.truncatedTo(ChronoUnit.MINUTES));
            ofUser.moveTo(now.truncatedTo(ChronoUnit.MINUTES));
            minuteOfUploads.moveTo(now.truncatedTo(ChronoUnit.MINUTES));
            Duration untilTomorrow = Duration.between(now, startOfDay(startOfDay.plus(Duration.ofHours(36))));
            Duration untilNextMinute = Duration.between(now, minute.start.plus(Duration.ofMinutes(1)));
            boolean counts = limits.uploadsCount() || !call.ofUploadServer();
            if (counts) {
                check(day, limits.perDay(), "All requests per day", untilTomorrow);
                check(minute, limits.perMinute(), "All requests per minute", untilNextMinute);
                check(ofUser, limits.perMinutePerUser(), "All requests per minute per user", untilNextMinute);
            }
            if (call.ofUploadServer()) {
                check(minuteOfUploads, limits.uploadsPerMinute(), "UploadsPerMinute", untilNextMinute);
                minuteOfUploads.used++;
            }
            if (counts) {
                day.used++;
                minute.used++;
                ofUser.used++;
            }
        }

        private static void check(Window window, long limit, String name, Duration untilNext) {
            if (window.used >= limit) {
                throw GoogleProblem.of(
                                Code.RESOURCE_EXHAUSTED,
                                "Quota exceeded for quota metric 'All requests' and limit '" + name
                                        + "' of service 'photoslibrary.googleapis.com' for consumer 'project_number:1'.")
                        .retryAfter(roundedUp(untilNext));
            }
        }

        private static Instant startOfDay(Instant instant) {
            return instant.atZone(PACIFIC).toLocalDate().atStartOfDay(PACIFIC).toInstant();
        }

        private static Duration roundedUp(Duration duration) {
            return Duration.ofSeconds(duration.plusNanos(999_999_999).toSeconds());
        }
    }
}
