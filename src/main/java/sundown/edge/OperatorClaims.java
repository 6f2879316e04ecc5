package sundown.edge;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sundown.operator.Caller;
import sundown.operator.Operator;
import sundown.operator.OperatorSettings;
import sundown.operator.Role;

/**
 * Reads the claims of an operator's token. API Gateway hands on each claim as a text, and a list as {@code [a b]}; so
 * the values of a claim with several have no blanks.
 */
final class OperatorClaims {
    private OperatorClaims() {}

    /** Who calls; nothing when the claims name nobody. */
    static Optional<Caller> caller(JsonNode claims, OperatorSettings settings) {
        return text(claims, "sub").filter(Operator::isSubject).map(subject -> {
            String name = text(claims, settings.nameClaim()).orElse(subject);
            return new Caller.SignedIn(
                    Operator.proven(subject, name),
                    roles(claims, settings),
                    signedInAt(claims),
                    values(claims.path("amr")).collect(Collectors.toSet()));
        });
    }

    private static Set<Role> roles(JsonNode claims, OperatorSettings settings) {
        return values(claims.path(settings.rolesClaim()))
                .flatMap(value -> Stream.ofNullable(settings.roles().get(value)))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Role.class)));
    }

    private static Optional<Instant> signedInAt(JsonNode claims) {
        JsonNode seconds = claims.path("auth_time");
        return seconds.isIntegralNumber() && seconds.canConvertToLong()
                ? Optional.of(seconds.longValue())
                        .filter(OperatorClaims::plausible)
                        .map(Instant::ofEpochSecond)
                : Optional.empty();
    }

    private static boolean plausible(long seconds) {
        return seconds > 0 && seconds < Instant.MAX.getEpochSecond() / 2;
    }

    private static Stream<String> values(JsonNode claim) {
        return claim.isArray()
                ? claim.valueStream().filter(JsonNode::isTextual).map(JsonNode::textValue)
                : List.of(claim.asText("").replaceAll("[\\[\\],]", " ").split(" ", -1)).stream();
    }

    private static Optional<String> text(JsonNode claims, String name) {
        return Optional.ofNullable(claims.path(name).textValue()).filter(text -> !text.isBlank());
    }
}
