package sundown.operator;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import sundown.operator.Access.Role;

/**
 * The settings by which the tokens of the company's sign-in identify an operator.
 *
 * @param rolesClaim the claim with their roles
 * @param nameClaim the claim with their name; without it, the subject stands for it
 * @param roles the roles by the values of that claim; nobody has a role that is not among them
 * @param secondFactor the method (amr) that a sign-in needs before an approval, if one is asked for
 */
public record OperatorSettings(
        String rolesClaim, String nameClaim, Map<String, Role> roles, Optional<String> secondFactor) {
    private static final Pattern BLANKS = Pattern.compile(" +");

    public OperatorSettings {
        roles = Map.copyOf(roles);
    }

    /**
     * Reads the names of roles.
     *
     * @param names {@code viewer=sundown-viewer} and so on, with blanks between them
     * @throws IllegalArgumentException when one is not of this form, or is there twice
     */
    public static Map<String, Role> roles(String names) {
        Map<String, Role> roles = new HashMap<>();
        EnumSet<Role> named = EnumSet.noneOf(Role.class);
        for (String pair : BLANKS.split(names.strip(), -1)) {
            String[] parts = pair.split("=", 2);
            Role role = Role.valueOf(parts[0].toUpperCase(Locale.ROOT).replace('-', '_'));
            if (parts.length != 2 || parts[1].isEmpty() || !named.add(role) || roles.put(parts[1], role) != null) {
                throw new IllegalArgumentException("a role needs a name of its own: " + pair);
            }
        }
        return roles;
    }

    static final class Producer {
        @Produces
        @Singleton
        OperatorSettings settings(
                @ConfigProperty(name = "OPERATORS_ROLES_CLAIM") String rolesClaim,
                @ConfigProperty(name = "OPERATORS_NAME_CLAIM") String nameClaim,
                @ConfigProperty(name = "OPERATORS_ROLES") String roles,
                @ConfigProperty(name = "OPERATORS_SECOND_FACTOR") String secondFactor) {
            return new OperatorSettings(
                    rolesClaim,
                    nameClaim,
                    OperatorSettings.roles(roles),
                    Optional.of(secondFactor).filter(method -> !method.equals("none")));
        }
    }
}
