package sundown.local.identity;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sundown.operator.Access.Role;

/** The operators of the local cloud, with their roles as the template names them. */
public enum Staff {
    ADA(Role.PURGE_PLANNER, Role.TIMELINE),
    GRACE(Role.PURGE_APPROVER, Role.TIMELINE),
    LINUS(Role.PURGE_APPROVER),
    MARY(Role.LEGAL, Role.SUPPORT, Role.REFUNDS, Role.EMERGENCY),
    GUEST(Role.VIEWER);

    /** The audience of their tokens. */
    public static final String AUDIENCE = "sundown-operators";

    private final String roles;

    Staff(Role... roles) {
        this.roles = Stream.of(roles).map(Role::word).collect(Collectors.joining(" "));
    }

    public String user() {
        return name().toLowerCase(Locale.ROOT);
    }

    String fullName() {
        return name().charAt(0) + user().substring(1);
    }

    List<String> roles() {
        return List.of(roles.split(" ", -1));
    }

    /** The claims about a user; none for a user who is not of the staff. */
    public static Map<String, ?> claims(String user) {
        return Stream.of(values())
                .filter(person -> person.user().equals(user))
                .findFirst()
                .map(person -> Map.of(
                        "name",
                        person.fullName(),
                        "cognito:groups",
                        person.roles().stream().map(role -> "sundown-" + role).toList(),
                        "amr",
                        List.of("pwd", "mfa")))
                .orElseGet(Map::of);
    }
}
