package sundown.operator;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is kept of an operator's call: who called what, why, and what came of it. Of what the call says, it has what the
 * call is about and the reason, cut short and without characters that could disturb a line.
 *
 * @param function its exported name
 * @param by who called; without a subject where no token proves it
 * @param roles all that the token gives, not only those that the function asks for
 * @param withIam whether the glass was broken
 * @param about {@code group}, {@code user}, {@code charge}, {@code job}, {@code pause}, {@code retry}, {@code queue},
 *     {@code show}, {@code remove}, {@code since}, {@code recovery}, {@code manifest}, {@code dryRun}, and the limits
 *     that it changes, those that the call has
 * @param reason what the call gives as its reason, or notes
 * @param outcome {@link #BEGUN}, {@link #DONE}, {@link #FAILED}, {@link #NOT_BEGUN}, or the name of the problem with
 *     which it was refused
 */
public record CallRecord(
        CallId id,
        String function,
        Operator by,
        Set<Role> roles,
        boolean withIam,
        Map<String, String> about,
        Optional<String> reason,
        String outcome) {
    /** It may take effect, or has, or its end could not be recorded. */
    public static final String BEGUN = "begun";

    /** It has taken effect. */
    public static final String DONE = "done";

    /** It failed, and may have taken effect: a write may have got no answer. */
    public static final String FAILED = "failed";

    /** It failed before it could take effect. */
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
