package sundown.local.template;

import java.util.Map;

/**
 * The values that a deployment adds to the template.
 *
 * @param parameters values of parameters, which override the template's defaults
 */
public record Resolution(String stackName, String accountId, String region, Map<String, String> parameters) {

    public Resolution {
        parameters = Map.copyOf(parameters);
    }
}
