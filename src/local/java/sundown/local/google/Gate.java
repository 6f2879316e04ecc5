package sundown.local.google;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
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
import sundown.local.google.Gate.Grants.Grant;
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

    private static final String PHOTOS_DISABLED = "Google Photos is disabled for the user";

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
            requirePhotos(grant.account(), call);
            quota.draw(grant.account(), call);
        }
        pause(effects);
        if (effects.stream().anyMatch(Effect.OutOfRoom.class::isInstance)) {
            throw GoogleProblem.outOfRoom();
        }
        return action.act(new Passage(grant, breaksOffAfter(effects)));
    }

    /** The two servers refuse an account that may not use Google Photos in other words. */
    private static void requirePhotos(Account account, Call call) {
        if (!account.hasPhotos()) {
            throw call.ofUploadServer()
                    ? GoogleProblem.scripted(403, Optional.of(PHOTOS_DISABLED), Optional.empty())
                    : GoogleProblem.of(Code.PERMISSION_DENIED, "The caller does not have permission");
        }
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

    /** The kinds of calls that are counted and that a fault can strike. */
    public enum Call {
        AUTHORIZE,
        TOKEN,
        REVOKE,
        ABOUT,
        /** A raw upload, whole in one request. */
        UPLOAD,
        /** The start of a resumable upload. */
        UPLOAD_START,
        /** Bytes of a resumable upload, its last ones too. */
        UPLOAD_CHUNK,
        UPLOAD_QUERY,
        BATCH_CREATE,
        CREATE_ALBUM,
        ADD_TO_ALBUM,
        /** One element of a batch; not a request, so never counted as one. */
        ELEMENT;

        /** True for the calls that count against the Library API's quota. */
        public boolean ofLibrary() {
            return ofUploadServer() || writes();
        }

        /** True for the calls of which Google lets one user run one at a time. */
        public boolean writes() {
            return this == BATCH_CREATE || this == CREATE_ALBUM || this == ADD_TO_ALBUM;
        }

        /** True for the calls that the upload server answers. */
        public boolean ofUploadServer() {
            return switch (this) {
                case UPLOAD, UPLOAD_START, UPLOAD_CHUNK, UPLOAD_QUERY -> true;
                case AUTHORIZE, TOKEN, REVOKE, ABOUT -> false;
                case BATCH_CREATE, CREATE_ALBUM, ADD_TO_ALBUM, ELEMENT -> false;
            };
        }
    }

    /** What a fault does to the call that it strikes. In JSON, {@code type} is the name in the annotation. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(name = "answer", value = Effect.Answer.class),
        @JsonSubTypes.Type(name = "delay", value = Effect.Delay.class),
        @JsonSubTypes.Type(name = "drop", value = Effect.Drop.class),
        @JsonSubTypes.Type(name = "breakOff", value = Effect.BreakOff.class),
        @JsonSubTypes.Type(name = "actThenDrop", value = Effect.ActThenDrop.class),
        @JsonSubTypes.Type(name = "actThenSilence", value = Effect.ActThenSilence.class),
        @JsonSubTypes.Type(name = "outOfRoom", value = Effect.OutOfRoom.class),
        @JsonSubTypes.Type(name = "revokeConsent", value = Effect.RevokeConsent.class),
        @JsonSubTypes.Type(name = "omitElement", value = Effect.OmitElement.class),
        @JsonSubTypes.Type(name = "refuseElement", value = Effect.RefuseElement.class)
    })
    public sealed interface Effect {

        /**
         * Nothing is done, and this is answered.
         *
         * @param body sent as it stands; where it is absent, the API's usual error for the status
         * @param retryAfterSeconds the Retry-After header, and RetryInfo over gRPC
         */
        record Answer(int status, Optional<String> body, Optional<Long> retryAfterSeconds) implements Effect {
            public Answer {
                body = body == null ? Optional.empty() : body;
                retryAfterSeconds = retryAfterSeconds == null ? Optional.empty() : retryAfterSeconds;
            }

            public static Answer of(int status) {
                return new Answer(status, Optional.empty(), Optional.empty());
            }

            public static Answer of(int status, long retryAfterSeconds) {
                return new Answer(status, Optional.empty(), Optional.of(retryAfterSeconds));
            }
        }

        /** The call is carried out after a pause. */
        record Delay(long milliseconds) implements Effect {}

        /** The connection breaks before anything is done. */
        record Drop() implements Effect {}

        /** The connection of an upload breaks when this many bytes of its body have been read. */
        record BreakOff(long afterBytes) implements Effect {}

        /** The call is carried out, and the connection breaks before the answer. */
        record ActThenDrop() implements Effect {}

        /** The call is carried out and never answered: the caller runs into its timeout. */
        record ActThenSilence() implements Effect {}

        /** The account has no room, whatever its figures say. */
        record OutOfRoom() implements Effect {}

        /** The user revokes the consent just before the call. */
        record RevokeConsent() implements Effect {}

        /** The element is created, but its result is missing in the answer of the batch. */
        record OmitElement() implements Effect {}

        /** The element is not created and has this status, with a code of {@code google.rpc.Code}. */
        record RefuseElement(int code, String message) implements Effect {}
    }

    /** What users have allowed at present. */
    public interface Grants {

        /** What an access token stands for; empty if it is unknown, expired or revoked. */
        Optional<Grant> find(String accessToken);

        /** Revokes all that a user allowed: each of their tokens dies at once. */
        void revoke(Account account);

        record Grant(Account account, String clientId, Set<String> scopes) {

            /** True if one of the scopes was granted, or if none is asked for. */
            public boolean allowsOneOf(Set<String> wanted) {
                return wanted.isEmpty() || wanted.stream().anyMatch(scopes::contains);
            }
        }

        /**
         * The scopes of which one is needed for each kind of call.
         *
         * @see <a href="https://developers.google.com/photos/overview/authorization">Photos authorization scopes</a>
         */
        final class Scopes {
            private static final String PREFIX = "https://www.googleapis.com/auth/";

            public static final String PHOTOS_APPEND = PREFIX + "photoslibrary.appendonly";
            /** Drive, the app's own folder: enough to read the storage that is left. */
            public static final String DRIVE_APPDATA = PREFIX + "drive.appdata";
            /** Drive, the files that the app made: enough to read the storage that is left. */
            public static final String DRIVE_FILE = PREFIX + "drive.file";

            public static final Set<String> DRIVE_ABOUT = Set.of(
                    PREFIX + "drive",
                    DRIVE_APPDATA,
                    DRIVE_FILE,
                    PREFIX + "drive.metadata",
                    PREFIX + "drive.metadata.readonly",
                    PREFIX + "drive.photos.readonly",
                    PREFIX + "drive.readonly");

            /** The e-mail address in an ID token or in userinfo. */
            public static final Set<String> EMAIL = Set.of("email", PREFIX + "userinfo.email");
            /** The name in an ID token or in userinfo. */
            public static final Set<String> PROFILE = Set.of("profile", PREFIX + "userinfo.profile");

            private Scopes() {}
        }
    }
}
