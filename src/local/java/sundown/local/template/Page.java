package sundown.local.template;

import java.util.Map;
import java.util.TreeMap;

/**
 * A page, as the template has CloudFront serve it.
 *
 * @param headers what each of its answers has, by name in lower case
 * @param configuration its file {@code config.json}
 */
public record Page(Map<String, String> headers, String configuration) {
    /** Where a policy has the headers that CloudFront knows by name. What needs HTTPS is left out. */
    private static final Map<String, String[]> SECURITY_HEADERS = Map.of(
            "content-security-policy", new String[] {"ContentSecurityPolicy", "ContentSecurityPolicy"},
            "referrer-policy", new String[] {"ReferrerPolicy", "ReferrerPolicy"},
            "x-frame-options", new String[] {"FrameOptions", "FrameOption"});

    static Page read(String name, Template template, Resolver resolver) {
        Resource policy = template.resource(name + "Headers");
        Map<String, String> headers = new TreeMap<>();
        Value known = policy.require("ResponseHeadersPolicyConfig", "SecurityHeadersConfig");
        SECURITY_HEADERS.forEach((header, path) ->
                known.find(path).ifPresent(value -> headers.put(header, resolver.text(value, policy.logicalId()))));
        policy.require("ResponseHeadersPolicyConfig", "CustomHeadersConfig", "Items")
                .elements()
                .forEach(item -> headers.put(text(resolver, item, "Header"), text(resolver, item, "Value")));
        String configuration = name + "Configuration";
        return new Page(headers, resolver.text(template.output(configuration), configuration));
    }

    private static String text(Resolver resolver, Value item, String name) {
        return resolver.text(item.find(name).orElseThrow(), name);
    }
}
