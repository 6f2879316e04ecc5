package sundown.edge;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sundown.operator.Access.Role;
import sundown.operator.AccessRules.Caller;
import sundown.operator.Operator;
import sundown.operator.OperatorSettings;

/**
 * Reads the claims of an operator's token. They are those of the token's payload: API Gateway hands on a list as the
 * text {@code [a b]}, in which a group named {@code team sundown-legal} would be two.
 */
final class OperatorClaims {
    private static final int PARTS = 3;

    private OperatorClaims() {}

    /** The claims in a token that API Gateway has verified; nothing where it is not a signed token (RFC 7515). */
    static Optional<JsonNode> payload(String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != PARTS) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.read(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

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
