package sundown.local.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The RSA keys that an issuer publishes: OpenID Connect Discovery leads to its JSON Web Key Set (RFC 7517). Keys are
 * kept, and fetched again only for an identifier that is not among them.
 */
final class PublishedKeys implements SigningKeys {
    private final URI issuer;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, PublicKey> keys = new ConcurrentHashMap<>();

    PublishedKeys(URI issuer) {
        this.issuer = issuer;
    }

    @Override
    public Optional<PublicKey> find(String keyId) {
        if (!keys.containsKey(keyId)) {
            fetch();
        }
        return Optional.ofNullable(keys.get(keyId));
    }

    private void fetch() {
        try {
            JsonNode configuration = get(URI.create(issuer + "/.well-known/openid-configuration"));
            JsonNode published = get(URI.create(configuration.path("jwks_uri").asText()));
            for (JsonNode key : published.path("keys")) {
                keys.put(key.path("kid").asText(), publicKey(key));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The issuer's keys cannot be read", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private JsonNode get(URI address) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(5)).build();
        return json.readTree(http.send(request, BodyHandlers.ofByteArray()).body());
    }

    private static PublicKey publicKey(JsonNode key) {
        try {
            return KeyFactory.getInstance("RSA")
                    .generatePublic(new RSAPublicKeySpec(number(key.path("n")), number(key.path("e"))));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("Not an RSA key: " + key.path("kid"), e);
        }
    }

    private static BigInteger number(JsonNode digits) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(digits.asText()));
    }
}
