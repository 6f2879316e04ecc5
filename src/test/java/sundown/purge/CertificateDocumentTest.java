package sundown.purge;

import static org.assertj.core.api.Assertions.assertThat;
import static sundown.purge.PurgedGroup.ONE;
import static sundown.purge.PurgedGroup.TWO;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Certificates are checked as docs/certificates.md tells an outsider to, with nothing of the code that wrote them. */
class CertificateDocumentTest {
    private static final ObjectMapper OUTSIDER = new ObjectMapper();

    private final PurgedGroup functions = new PurgedGroup();

    @BeforeEach
    void certify() {
        functions.purged(ONE);
        functions.purged(TWO);
        functions.certify(ONE);
        functions.certify(TWO);
    }

    @Test
    void holdsItsOwnHash() throws Exception {
        for (String key : new String[] {"certificates/1/plan00001.json", "certificates/2/plan00001.json"}) {
            ObjectNode certificate = read(key);
            assertThat(hashWithoutItself(certificate))
                    .isEqualTo(certificate.path("sha256").asText());
        }
    }

    @Test
    void holdsTheHashOfTheOneBefore() throws Exception {
        assertThat(read("certificates/2/plan00001.json").at("/previous/sha256"))
                .isEqualTo(read("certificates/1/plan00001.json").path("sha256"));
    }

    @Test
    void showsAnyChange() throws Exception {
        ObjectNode certificate = read("certificates/1/plan00001.json");
        certificate.withObject("/deleted").put("accounts", 1);
        assertThat(hashWithoutItself(certificate))
                .isNotEqualTo(certificate.path("sha256").asText());
    }

    @Test
    void isOneLineAsJqPrintsIt() throws Exception {
        String text = functions.file("certificates/1/plan00001.json");
        assertThat(text).isEqualTo(OUTSIDER.writeValueAsString(OUTSIDER.readTree(text)));
        assertThat(text).contains("\"plannedBy\":\"Zoë\"").doesNotContain("\n");
    }

    /** {@code jq -cj 'del(.sha256)' certificate.json | sha256sum}. */
    private static String hashWithoutItself(ObjectNode certificate) throws IOException, NoSuchAlgorithmException {
        String line = OUTSIDER.writeValueAsString(certificate.deepCopy().without("sha256"));
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(line.getBytes(StandardCharsets.UTF_8)));
    }

    private ObjectNode read(String key) throws IOException {
        return (ObjectNode) OUTSIDER.readTree(functions.file(key));
    }
}
