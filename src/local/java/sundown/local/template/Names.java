package sundown.local.template;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Names of resources, as functions derive them from their variables with {@code application.properties}. */
public final class Names {
    private static final Pattern NAME = Pattern.compile("[A-Z]+(_[A-Z]+)*");

    private Names() {}

    /**
     * The variables of all functions of a deployment, and what follows from them.
     *
     * @param cloud the variables that the cloud adds or overrides
     */
    public static Map<String, String> of(Deployment deployment, Map<String, String> cloud) {
        Map<String, String> variables = new HashMap<>();
        deployment.functions().forEach(function -> variables.putAll(function.environment()));
        variables.putAll(cloud);
        return withDerived(variables);
    }

    public static Map<String, String> withDerived(Map<String, String> variables) {
        Map<String, String> all = new HashMap<>(variables);
        PropertiesConfigSource properties = properties();
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(
                        properties, new PropertiesConfigSource(variables, "variables", properties.getOrdinal() + 1))
                .build();
        properties.getPropertyNames().stream()
                .filter(name -> NAME.matcher(name).matches())
                .forEach(name -> all.put(name, config.getValue(name, String.class)));
        return all;
    }

    private static PropertiesConfigSource properties() {
        try {
            return new PropertiesConfigSource(Names.class.getResource("/application.properties"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
