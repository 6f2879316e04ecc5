package sundown.local.demo;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Reads the parameters of an address. */
final class QueryString {
    private QueryString() {}

    /** The parameters by name, decoded; of a name that comes twice, the last value. */
    static Map<String, String> of(URI address) {
        Map<String, String> parameters = new HashMap<>();
        if (address.getRawQuery() != null) {
            for (String parameter : address.getRawQuery().split("&", -1)) {
                int end = parameter.indexOf('=');
                if (end > 0) {
                    parameters.put(decoded(parameter.substring(0, end)), decoded(parameter.substring(end + 1)));
                }
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
