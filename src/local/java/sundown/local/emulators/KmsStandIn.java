package sundown.local.emulators;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import sundown.local.emulators.AwsJson.AwsRefusal;
import sundown.local.http.Endpoint;
import sundown.local.http.Json;
import sundown.local.http.Reply;
import sundown.local.http.Request;

/**
 * The part of KMS that secrets need: CreateKey, CreateAlias, DescribeKey, Encrypt, and Decrypt in the AWS JSON 1.1 protocol (source: AWS KMS API reference). Keys are in memory; the stand-in checks neither
 * signatures nor permissions.
 */
final class KmsStandIn implements Endpoint {
    private static final int LARGEST_PLAINTEXT = 4096;
    private static final String KEY = "key/";
    private static final String ALIAS = "alias/";
    private static final String ARN = "arn:aws:kms:" + Endpoints.REGION + ":" + Endpoints.ACCOUNT + ":" + KEY;

    private final Map<String, MasterKey> keys = new ConcurrentHashMap<>();
    private final Map<String, String> aliases = new ConcurrentHashMap<>();

    @Override
    public Reply answer(Request request) throws IOException {
        return AwsJson.answer(() -> call(AwsJson.operation(request), request.json()));
    }

    private Map<String, ?> call(String operation, JsonNode request) {
        return switch (operation) {
            case "Encrypt" -> encrypt(request);
            case "Decrypt" -> decrypt(request);
            case "DescribeKey" -> describeKey(id(request));
            case "CreateKey" -> create();
            case "CreateAlias" -> createAlias(request);
            default -> throw AwsRefusal.of("UnknownOperationException", "The stand-in does not know " + operation);
        };
    }

    private Map<String, ?> encrypt(JsonNode request) {
        byte[] plaintext = bytes(request, "Plaintext");
        if (plaintext.length == 0 || plaintext.length > LARGEST_PLAINTEXT) {
            throw AwsRefusal.invalid("Plaintext must have 1 to " + LARGEST_PLAINTEXT + " bytes");
        }
        String id = id(request);
        return Map.of("KeyId", ARN + id, "CiphertextBlob", wrap(id, plaintext, context(request)));
    }

    private Map<String, ?> decrypt(JsonNode request) {
        ByteBuffer blob = ByteBuffer.wrap(bytes(request, "CiphertextBlob"));
        String id = wrappingKey(blob);
        if (request.has("KeyId") && !id(request).equals(id)) {
            throw AwsRefusal.of("IncorrectKeyException", "The ciphertext was made with another key");
        }
        return Map.of("KeyId", ARN + id, "Plaintext", unwrap(id, blob, context(request)));
    }

    private Map<String, ?> create() {
        String id = UUID.randomUUID().toString();
        keys.put(id, new MasterKey());
        return describeKey(id);
    }

    private Map<String, ?> createAlias(JsonNode request) {
        String alias = request.path("AliasName").asText();
        String id = id(request.path("TargetKeyId").asText());
        key(id);
        if (!alias.startsWith(ALIAS)) {
            throw AwsRefusal.invalid("Alias must start with the prefix \"alias/\"");
        }
        if (aliases.putIfAbsent(alias, id) != null) {
            throw AwsRefusal.of("AlreadyExistsException", "An alias with the name " + alias + " already exists");
        }
        return Map.of();
    }

    private Map<String, ?> describeKey(String id) {
        key(id);
        Map<String, ?> metadata = Map.of(
                "KeyId",
                id,
                "Arn",
                ARN + id,
                "AWSAccountId",
                Endpoints.ACCOUNT,
                "Enabled",
                true,
                "KeyState",
                "Enabled",
                "KeyUsage",
                "ENCRYPT_DECRYPT",
                "KeySpec",
                "SYMMETRIC_DEFAULT");
        return Map.of("KeyMetadata", metadata);
    }

    /** A ciphertext blob names its key: the length of its id in one byte, the id, and the encrypted bytes. */
    private byte[] wrap(String id, byte[] plaintext, Map<String, String> context) {
        try {
            byte[] name = id.getBytes(StandardCharsets.UTF_8);
            byte[] encrypted = key(id).encrypt(plaintext, context);
            return ByteBuffer.allocate(1 + name.length + encrypted.length)
                    .put((byte) name.length)
                    .put(name)
                    .put(encrypted)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES in GCM is part of every JDK", e);
        }
    }

    private byte[] unwrap(String id, ByteBuffer encrypted, Map<String, String> context) {
        try {
            return key(id).decrypt(encrypted, context);
        } catch (AEADBadTagException wrong) {
            throw invalidCiphertext();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES in GCM is part of every JDK", e);
        }
    }

    private String wrappingKey(ByteBuffer blob) {
        int length = blob.hasRemaining() ? blob.get() : 0;
        if (length <= 0 || length > blob.remaining()) {
            throw invalidCiphertext();
        }
        byte[] name = new byte[length];
        blob.get(name);
        String id = new String(name, StandardCharsets.UTF_8);
        if (!keys.containsKey(id)) {
            throw invalidCiphertext();
        }
        return id;
    }

    private static AwsRefusal invalidCiphertext() {
        return AwsRefusal.of("InvalidCiphertextException", "Altered, not made here, or made in another context");
    }

    private MasterKey key(String id) {
        MasterKey key = keys.get(id);
        if (key == null) {
            throw AwsRefusal.of("NotFoundException", "Key '" + ARN + id + "' does not exist");
        }
        return key;
    }

    private String id(JsonNode request) {
        return id(request.path("KeyId").asText());
    }

    /** A key is named by its id, by an alias, or by the ARN of either. */
    private String id(String name) {
        String resource = name.substring(name.lastIndexOf(':') + 1);
        if (!resource.startsWith(ALIAS)) {
            return resource.startsWith(KEY) ? resource.substring(KEY.length()) : resource;
        }
        return Optional.ofNullable(aliases.get(resource))
                .orElseThrow(() -> AwsRefusal.of("NotFoundException", "Alias " + name + " is not found."));
    }

    private static Map<String, String> context(JsonNode request) {
        Map<String, String> context = new HashMap<>();
        request.path("EncryptionContext")
                .properties()
                .forEach(entry -> context.put(entry.getKey(), entry.getValue().asText()));
        return context;
    }

    private static byte[] bytes(JsonNode request, String field) {
        try {
            byte[] bytes = request.path(field).binaryValue();
            return bytes == null ? new byte[0] : bytes;
        } catch (IOException notBase64) {
            throw AwsRefusal.of("SerializationException", field + " is not base64");
        }
    }

    /** A key of the KMS stand-in, in memory: AES-256 in GCM (NIST SP 800-38D), the encryption context authenticated. */
    static final class MasterKey {
        private static final int KEY_BYTES = 32;
        private static final int NONCE_BYTES = 12;
        private static final int TAG_BITS = 128;

        private final SecureRandom random = new SecureRandom();
        private final SecretKey secret = new SecretKeySpec(randomBytes(KEY_BYTES), "AES");

        byte[] randomBytes(int count) {
            byte[] bytes = new byte[count];
            random.nextBytes(bytes);
            return bytes;
        }

        /** The answer is a nonce, and after it the ciphertext with its tag. */
        byte[] encrypt(byte[] plaintext, Map<String, String> context) throws GeneralSecurityException {
            byte[] nonce = randomBytes(NONCE_BYTES);
            byte[] ciphertext = cipher(Cipher.ENCRYPT_MODE, nonce, context).doFinal(plaintext);
            return ByteBuffer.allocate(NONCE_BYTES + ciphertext.length)
                    .put(nonce)
                    .put(ciphertext)
                    .array();
        }

        /**
         * Undoes {@link #encrypt}; fails with {@link AEADBadTagException} in any other context or with altered bytes.
         */
        byte[] decrypt(ByteBuffer encrypted, Map<String, String> context) throws GeneralSecurityException {
            if (encrypted.remaining() < NONCE_BYTES) {
                throw new AEADBadTagException("Shorter than a nonce");
            }
            byte[] nonce = new byte[NONCE_BYTES];
            encrypted.get(nonce);
            byte[] ciphertext = new byte[encrypted.remaining()];
            encrypted.get(ciphertext);
            return cipher(Cipher.DECRYPT_MODE, nonce, context).doFinal(ciphertext);
        }

        private Cipher cipher(int mode, byte[] nonce, Map<String, String> context) throws GeneralSecurityException {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, secret, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(canonical(context));
            return cipher;
        }

        /** The order of a context's entries does not matter. */
        private static byte[] canonical(Map<String, String> context) {
            try {
                return Json.MAPPER.writeValueAsBytes(new TreeMap<>(context));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("A map of text is always JSON", e);
            }
        }
    }
}
