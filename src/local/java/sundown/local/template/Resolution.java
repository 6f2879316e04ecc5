package sundown.local.template;

import java.net.URI;
import java.util.Map;

/**
 * The values that a deployment adds to the template.
 *
 * @param queues the base of queue URLs, account ID included; a queue's URL is the base, a slash and the queue's name
 * @param parameters values of parameters, which override the template's defaults
 * @param secrets the secrets in Secrets Manager: the keys and values of each secret's JSON, by the secret's name
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
