package sundown.operator;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Reads the settings of the operators' sign-in from the environment. */
final class OperatorProducers {
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
