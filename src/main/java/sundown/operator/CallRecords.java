package sundown.operator;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import sundown.digest.Sha256;
import sundown.operator.Access.Role;

/** The audit table: a record of every operator's call that reaches a function. Records stay. */
public interface CallRecords {
    /**
     * Saves a record, in place of one of the same call that has only begun. A look takes the place of an earlier look
     * of the same id.
     *
     * @return false when the call has ended already, and its record stays; if a response is lost, the retry may find
     *     its own record
     */
    boolean put(CallRecord call);

    /**
     * The calls of a chapter, the latest first.
     *
     * @param before only earlier calls than this one
     * @param limit the most that are returned
     */
    List<CallRecord> list(Chapter chapter, Optional<CallId> before, int limit);

    /** The kind of a call for the audit. */
    enum Kind {
        /** It changes something, or tries to. */
        DECISION,

        /**
         * It changes nothing, and is noted by itself: it names a user, or was refused, or failed, or broke the glass.
         */
        NOTED_LOOK,

        /**
         * It shows how things stand, as a console asks all the time: one is kept of each person, function, and minute.
         */
        LOOK
    }

    /**
     * A part of the table, in which calls are listed together: those of a kind in a month, and the looks of a day.
     *
     * @param value {@code DECISION-2023-01} or {@code LOOK-2023-01-15}, in UTC
     */
    @RegisterForReflection
    record Chapter(String value) {
        /** The chapter of the calls of a kind on a day. */
        public static Chapter of(Kind kind, LocalDate day) {
            return new Chapter(kind + "-" + (kind == Kind.LOOK ? day : YearMonth.from(day)));
        }
    }

    /**
     * Names an operator's call. As texts, ids have the order in which the calls came.
     *
     * @param value when it came, ISO 8601 in UTC with nine decimal places, {@code #}, and the correlation id of its log
     *     lines
     */
    @RegisterForReflection
    record CallId(@JsonValue String value) {
        private static final String SEPARATOR = "#";
        private static final Pattern FORM = Pattern.compile("[0-9T:.-]{29}Z" + SEPARATOR + "[A-Za-z0-9=_-]{1,128}");
        private static final DateTimeFormatter NANOSECONDS =
                new DateTimeFormatterBuilder().appendInstant(9).toFormatter();

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        public CallId {
            if (!FORM.matcher(value).matches() || !isInstant(value.substring(0, value.indexOf(SEPARATOR)))) {
                throw new IllegalArgumentException("a call is named by its instant and its correlation id");
            }
        }

        /** The id of a call that came then. */
        public static CallId of(Instant at, String correlation) {
            return new CallId(NANOSECONDS.format(at) + SEPARATOR + correlation);
        }

        /** The id of all looks of a person through a function in a minute. */
        public static CallId ofLooks(Instant at, String function, Operator by) {
            String person = by.subject().orElse("name " + by.name());
            return of(at.truncatedTo(ChronoUnit.MINUTES), function + "-" + Sha256.over(person));
        }

        /** The id before which all calls before an instant come, and no others. */
        public static CallId before(Instant end) {
            return of(end, "-");
        }

        private static boolean isInstant(String text) {
            try {
                return NANOSECONDS.format(Instant.parse(text)).equals(text);
            } catch (DateTimeException invalid) {
                return false;
            }
        }

        /** When it came. */
        public Instant at() {
            return Instant.parse(value.substring(0, value.indexOf(SEPARATOR)));
        }

        /** The day on which it came, in UTC. */
        public LocalDate day() {
            return LocalDate.parse(value.substring(0, value.indexOf('T')));
        }

        /** Ties its log lines to it. */
        public String correlation() {
            return value.substring(value.indexOf(SEPARATOR) + 1);
        }

        @Override
        public String toString() {
            return value;
        }
    }

    /**
     * The record of an operator's call: caller, function, reason, and outcome. Of the call's content it has the subject
     * and the reason, cut short and without characters that could disturb a line.
     *
     * @param kind what it is to the audit
     * @param function its exported name
     * @param by the caller; without a subject if no token proves it
     * @param roles all that the token gives, not only those that the function asks for
     * @param withIam whether the glass was broken
     * @param about {@code group}, {@code user}, {@code charge}, {@code job}, {@code pause}, {@code retry},
     *     {@code queue}, {@code show}, {@code remove}, {@code since}, {@code recovery}, {@code manifest},
     *     {@code dryRun}, and the limits that it changes, those that the call has
     * @param reason the reason, or the note, in the call
     * @param outcome {@link #BEGUN}, {@link #DONE}, {@link #FAILED}, {@link #NOT_BEGUN}, or the name of the problem
     *     with which it was refused
     */
    record CallRecord(
            CallId id,
            Kind kind,
            String function,
            Operator by,
            Set<Role> roles,
            boolean withIam,
            Map<String, String> about,
            Optional<String> reason,
            String outcome) {
        /** The call may take effect, or has, or its end could not be recorded. */
        public static final String BEGUN = "begun";

        /** The call has taken effect. */
        public static final String DONE = "done";

        /** The call failed, and may have taken effect: a write may have got no answer. */
        public static final String FAILED = "failed";

        /** The call failed before it could take effect. */
        public static final String NOT_BEGUN = "not-begun";

        private static final String DRY_RUN = "dryRun";

        private static final List<String> LOGGED = List.of(
                "user",
                "job",
                "pause",
                "retry",
                "queue",
                "show",
                "remove",
                "since",
                "recovery",
                "manifest",
                "purgeAccountsPerMinute",
                "purgeConcurrency",
                "googleRequestsPerDay",
                "googleRequestsPerMinute",
                "googleUploadsPerMinute",
                "googlePercentPerUser",
                "giveBack");

        public CallRecord {
            roles = Set.copyOf(roles);
            about = Map.copyOf(about);
        }

        /** Where it is listed. */
        public Chapter chapter() {
            return Chapter.of(kind, id.day());
        }

        /** For logs, which have no charges. */
        @Override
        public String toString() {
            String names = LOGGED.stream()
                    .filter(about::containsKey)
                    .map(name -> ", " + name + " " + about.get(name))
                    .collect(Collectors.joining());
            return "%s, by %s%s, group %s%s%s%s: %s"
                    .formatted(
                            function,
                            by,
                            withIam ? " (with IAM)" : "",
                            about.getOrDefault("group", "-"),
                            names,
                            reason.map(", reason "::concat).orElse(""),
                            about.containsKey(DRY_RUN) ? ", dry run" : "",
                            outcome.equals(FAILED) ? "failed (and may have taken effect)" : outcome);
        }
    }
}
