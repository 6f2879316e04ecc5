package sundown.operator;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sundown.operator.Access.Proof;
import sundown.operator.Access.Role;

/** Decides whether a call of an operator is allowed: pure. Every other call is refused. */
public final class AccessRules {
    /** The age of a sign-in where it must be fresh. */
    public static final Duration SIGN_IN_AGE_MAX = Duration.ofMinutes(15);

    /** The time by which the issuer's clock may be ahead. */
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

    private AccessRules() {}

    /** The decision about a call. */
    public sealed interface Decision {
        /** The call goes on. */
        record Admit() implements Decision {}

        /** The call is refused. */
        record Refuse(Reason why) implements Decision {}
    }

    /** The reasons against a call. */
    public enum Reason {
        /** The call has no valid token. */
        NOT_SIGNED_IN,
        /** The operator has none of the roles that the function asks for. */
        ROLE_MISSING,
        /** The time of the sign-in is unknown, or too long ago. */
        SIGN_IN_TOO_OLD,
        /** The sign-in lacks the second factor that is asked for. */
        SECOND_FACTOR_MISSING,
        /** This function cannot be called with IAM. */
        TOKEN_REQUIRED
    }

    /**
     * Decides about a call.
     *
     * @param secondFactor the method that a fresh sign-in must have used, if one is asked for
     */
    public static Decision decide(Access access, Caller caller, Optional<String> secondFactor, Instant now) {
        return hindrance(access, caller, secondFactor, now)
                .<Decision>map(Decision.Refuse::new)
                .orElseGet(Decision.Admit::new);
    }

    private static Optional<Reason> hindrance(
            Access access, Caller caller, Optional<String> secondFactor, Instant now) {
        return switch (caller) {
            case Caller.Nobody _ -> Optional.of(Reason.NOT_SIGNED_IN);
            case Caller.BreakGlass _ ->
                access.proof() == Proof.FRESH_SIGN_IN ? Optional.of(Reason.TOKEN_REQUIRED) : Optional.empty();
            case Caller.SignedIn somebody
            when Collections.disjoint(somebody.roles(), access.roles()) -> Optional.of(Reason.ROLE_MISSING);
            case Caller.SignedIn somebody
            when access.proof() == Proof.FRESH_SIGN_IN -> stale(somebody, secondFactor, now);
            case Caller.SignedIn _ -> Optional.empty();
        };
    }

    private static Optional<Reason> stale(Caller.SignedIn somebody, Optional<String> secondFactor, Instant now) {
        boolean fresh = somebody.signedInAt()
                .filter(at -> !at.isAfter(now.plus(CLOCK_SKEW))
                        && !at.plus(SIGN_IN_AGE_MAX).isBefore(now))
                .isPresent();
        if (!fresh) {
            return Optional.of(Reason.SIGN_IN_TOO_OLD);
        }
        return secondFactor.filter(asked -> !somebody.factors().contains(asked)).map(_ -> Reason.SECOND_FACTOR_MISSING);
    }

    /** The caller of a function. */
    public sealed interface Caller {
        /**
         * An operator with a token.
         *
         * @param signedInAt the time of the last sign-in, if the token tells
         * @param factors the methods of the sign-in (amr, RFC 8176)
         */
        record SignedIn(Operator operator, Set<Role> roles, Optional<Instant> signedInAt, Set<String> factors)
                implements Caller {
            public SignedIn {
                roles = Set.copyOf(roles);
                factors = Set.copyOf(factors);
            }

            /** The caller whom the claims of a token name; empty if they name nobody. */
            public static Optional<Caller> read(JsonNode claims, OperatorSettings settings) {
                return text(claims, "sub")
                        .filter(Operator::isSubject)
                        .map(subject -> new SignedIn(
                                Operator.proven(
                                        subject,
                                        text(claims, settings.nameClaim()).orElse(subject)),
                                roles(claims, settings),
                                signedInAt(claims),
                                values(claims.path("amr")).collect(Collectors.toSet())));
            }

            private static Set<Role> roles(JsonNode claims, OperatorSettings settings) {
                return values(claims.path(settings.rolesClaim()))
                        .flatMap(value -> Stream.ofNullable(settings.roles().get(value)))
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Role.class)));
            }

            private static Optional<Instant> signedInAt(JsonNode claims) {
                JsonNode seconds = claims.path("auth_time");
                boolean plausible = seconds.isIntegralNumber()
                        && seconds.canConvertToLong()
                        && seconds.longValue() > 0
                        && seconds.longValue() < Instant.MAX.getEpochSecond() / 2;
                return plausible ? Optional.of(Instant.ofEpochSecond(seconds.longValue())) : Optional.empty();
            }

            /** A text is one value, whatever it contains: people may choose the names of groups. */
            private static Stream<String> values(JsonNode claim) {
                return (claim.isArray() ? claim.valueStream() : Stream.of(claim))
                        .filter(JsonNode::isTextual)
                        .map(JsonNode::textValue);
            }

            private static Optional<String> text(JsonNode claims, String name) {
                return Optional.ofNullable(claims.path(name).textValue()).filter(text -> !text.isBlank());
            }
        }

        /**
         * An operator who invoked the function with IAM.
         *
         * @param operator by the name that they give; only the trail identifies them
         */
        record BreakGlass(Operator operator) implements Caller {}

        /** A caller without a valid token. */
        record Nobody() implements Caller {
            @Override
            public Operator operator() {
                return Operator.unproven("-");
            }
        }

        /** The operator by the token, or by the name that the call gives. */
        Operator operator();

        /** The roles of the caller. */
        default Set<Role> roles() {
            return Set.of();
        }
    }
}
