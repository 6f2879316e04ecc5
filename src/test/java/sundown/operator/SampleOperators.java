package sundown.operator;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import sundown.operator.Access.Role;

/** Operators of a company, and the claims of their tokens. */
public final class SampleOperators {
    public static final String ISSUER = "https://identity.example.com";
    public static final String AUDIENCE = "sundown-operators";

    /** The parameters of the template without defaults. */
    public static final Map<String, String> PARAMETERS =
            Map.of("OperatorsIssuer", ISSUER, "OperatorsAudience", AUDIENCE);

    /** Roles are named as the template names them. */
    public static final OperatorSettings SETTINGS = new OperatorSettings(
            "roles",
            "name",
            Arrays.stream(Role.values()).collect(Collectors.toMap(role -> "sundown-" + role.word(), role -> role)),
            Optional.empty());

    private SampleOperators() {}

    /** Somebody with a subject of their own. */
    public static Operator named(String name) {
        return Operator.proven("op-" + URLEncoder.encode(name, StandardCharsets.UTF_8), name);
    }

    /** The claims of somebody who signed in just now. */
    public static Map<String, Object> claims(Operator operator, Set<Role> roles, Instant now) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", ISSUER);
        claims.put("aud", AUDIENCE);
        claims.put("sub", operator.subject().orElseThrow());
        claims.put("name", operator.name());
        claims.put(
                "roles",
                roles.stream().map(role -> "sundown-" + role.word()).sorted().toList());
        claims.put("auth_time", now.getEpochSecond());
        claims.put("iat", now.getEpochSecond());
        claims.put("exp", now.plus(Duration.ofHours(1)).getEpochSecond());
        return claims;
    }
}
