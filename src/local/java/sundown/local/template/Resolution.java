package sundown.local.template;

import java.net.URI;
import java.util.Map;

/**
 * What a deployment adds to the template.
 *
 * @param queues the base of queue URLs, account id included: a queue's URL is this, a slash and its name
 * @param parameters values of parameters, before the template's defaults
 * @param secrets what Secrets Manager holds: by a secret's name, the keys and values of its JSON
 */
public record Resolution(
        String stackName,
        String accountId,
        String region,
        URI queues,
        Map<String, String> parameters,
        Map<String, Map<String, String>> secrets) {

    public Resolution {
        parameters = Map.copyOf(parameters);
        secrets = Map.copyOf(secrets);
    }
}
