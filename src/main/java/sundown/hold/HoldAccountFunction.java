package sundown.hold;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.funqy.Funq;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import sundown.account.UserId;
import sundown.edge.Line;
import sundown.edge.OperatorCall;
import sundown.edge.OperatorEdge;
import sundown.edge.OperatorForm;
import sundown.edge.Problem;
import sundown.edge.ProblemType;
import sundown.edge.WrongPart;
import sundown.hold.HoldStore.Hold;
import sundown.operator.Access;
import sundown.operator.Access.Role;
import sundown.operator.Operator;
import sundown.timeline.GroupId;

/**
 * Puts an account under hold, or changes its hold: an operator's call, {@code {"userId", "group", "reason", "until",
 * "exportsUntil", "noAccount", "recovery"}}. Without {@code until}, an instant of ISO 8601, the hold has no end.
 * {@code noAccount} is for a user without an account who still has objects in the buckets.
 *
 * <p>With {@code exportsUntil}, the user can transfer and download until then, also after the close of their group. The
 * hold ends a day later at the earliest, and no other hold ends these exports earlier.
 *
 * <p>With {@code recovery}, the hold gives time to a user who has missed the close. Support may place such a hold, too,
 * for at most thirty days, and only if no other hold applies, so that it shortens none.
 */
@Singleton
public record HoldAccountFunction(
        OperatorEdge edge, AccountsInGroup accounts, UserFolders folders, HoldStore holds, Clock clock) {
    static final Duration RECOVERY_HOLD_MAX = Duration.ofDays(30);

    private static final OperatorForm<Call> FORM = OperatorForm.of("hold-account", Access.of(Role.LEGAL), Call.class)
            .where("recovery", Access.of(Role.LEGAL, Role.SUPPORT));

    @RegisterForReflection
    record Call(
            UserId userId,
            GroupId group,
            Line reason,
            Optional<Instant> until,
            Optional<Instant> exportsUntil,
            boolean noAccount,
            boolean recovery) {
        Call {
            WrongPart.require(exportsUntil.isEmpty() || !noAccount, "exportsUntil", "cannot go with noAccount");
            WrongPart.require(
                    exportsUntil.isEmpty() || outlasts(until, exportsUntil.get()),
                    "until",
                    "must be a day after exportsUntil, or later");
        }

        private static boolean outlasts(Optional<Instant> until, Instant exports) {
            return until.map(end -> Duration.between(exports, end).compareTo(Hold.SETTLING_TIME) >= 0)
                    .orElse(true);
        }
    }

    @Funq("hold-account")
    public JsonNode handle(OperatorCall call) {
        return edge.audited(FORM, call, this::place);
    }

    private HoldView place(Call call, Operator by) {
        GroupId group = call.group();
        Instant now = clock.instant();
        Hold hold = new Hold(
                call.userId(),
                call.reason().text(),
                by,
                now,
                ahead("until", call.until(), now),
                ahead("exportsUntil", call.exportsUntil(), now));
        if (call.recovery() && hold.holdsAt(now.plus(RECOVERY_HOLD_MAX))) {
            throw Problem.wrongPart(
                    "until", "is missing, or is more than " + RECOVERY_HOLD_MAX.toDays() + " days ahead");
        }
        accounts.require(hold.user(), group, call.noAccount());
        if (call.noAccount() && !folders.has(group, hold.user())) {
            throw noFolder(hold.user());
        }
        place(call, hold);
        return HoldView.of(hold, Optional.of(group), now);
    }

    private void place(Call call, Hold hold) {
        if (call.recovery()) {
            if (!holds.placeWhereNone(hold)) {
                throw Problem.of(
                        ProblemType.HAS_HOLD, "A recovery hold changes no other, which is what it would do here.");
            }
        } else if (!holds.find(hold.user()).map(hold::mayReplace).orElse(true) || !holds.place(call.group(), hold)) {
            throw exportsOpen();
        }
    }

    /** Refuses to end exports that a hold has opened: a promise to the user. */
    static Problem exportsOpen() {
        return Problem.of(
                ProblemType.EXPORTS_REOPENED,
                "Their hold opens exports, which no change of the hold can end earlier. The hold can be released a day after them.");
    }

    /** A mistyped id most likely belongs to no user. */
    private static Problem noFolder(UserId user) {
        return Problem.of(
                ProblemType.NO_FOLDER, "User " + user + " has no account, and no folder of this group in the buckets.");
    }

    /** An end in the past is most likely a typing error. */
    private static Optional<Instant> ahead(String member, Optional<Instant> end, Instant now) {
        if (end.filter(instant -> !instant.isAfter(now)).isPresent()) {
            throw Problem.wrongPart(member, "is past");
        }
        return end;
    }
}
