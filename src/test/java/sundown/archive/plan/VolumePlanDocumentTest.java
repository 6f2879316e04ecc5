package sundown.archive.plan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VolumePlanDocumentTest {
    private static final VolumePlan PLAN = new Gallery()
            .add(
                    Optional.of("祖母 \"&\" 👩🏽"),
                    "a.jpg",
                    1L << 40,
                    Optional.of(Instant.parse("1899-07-08T09:10:11.123Z")))
            .single("b.jpg", 0)
            .gone(Optional.empty(), "line\nend.jpg")
            .gone(Optional.of("Sea"), "c.jpg")
            .plan(1L << 41)
            .volumes()
            .getFirst();

    private static final String WRITTEN = """
            {"format":1,"volume":2,"entries":2,"leftOut":1}
            {"path":"left-out-2.csv","bytes":7,"modified":"2022-12-24T10:15:30Z",\
            "salt":"00000000000000010000000000000002","file":"left-out-2.csv"}
            {"path":"A/a.jpg","bytes":5,"modified":"2021-03-04T05:06:07Z",\
            "salt":"0123456789abcdeffedcba9876543210","item":"i1","key":"1/u1/i1","etag":"\\"v1\\""}
            {"item":"i2","name":"b.jpg","album":"A","reason":"GONE"}
            """;

    @Test
    void readsWhatItWrites() {
        assertThat(VolumePlanDocument.read(VolumePlanDocument.write(PLAN))).isEqualTo(PLAN);
    }

    @Test
    void writesTheSameBytesForTheSamePlan() {
        assertThat(VolumePlanDocument.write(PLAN)).isEqualTo(VolumePlanDocument.write(PLAN));
    }

    /** Plans are stored, so a later version has to read what an earlier one wrote. */
    @Test
    void keepsItsForm() throws IOException {
        VolumePlan plan = VolumePlanDocument.read(gzip(WRITTEN));
        assertThat(unzipped(VolumePlanDocument.write(plan))).isEqualTo(WRITTEN);
        assertThat(plan.number()).isEqualTo(2);
        assertThat(plan.entries()).hasSize(2);
        assertThat(plan.leftOut()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "'\"format\":1', '\"format\":2'",
        "'\"format\":1,', ''",
        "'\"volume\":2', '\"volume\":0'",
        "'\"volume\":2', '\"volume\":-2'",
        "'\"volume\":2', '\"volume\":\"2\"'",
        "'\"volume\":2', '\"volume\":4294967297'",
        "'\"entries\":2', '\"entries\":3'",
        "'\"entries\":2', '\"entries\":1'",
        "'\"leftOut\":1', '\"leftOut\":2'",
        "'\"leftOut\":1', '\"leftOut\":0'",
        "'\"bytes\":5', '\"bytes\":5.5'",
        "'\"bytes\":5', '\"bytes\":-5'",
        "'\"bytes\":5,', ''",
        "2021-03-04, 2021-13-04",
        "0123456789abcdef, 0123456789abcde",
        "0123456789abcdef, 0123456789abcdeg",
        "'\"item\":\"i1\"', '\"item\":\"?\"'",
        "'\"key\":\"1/u1/i1\"', '\"key\":7'",
        "'\"path\":\"A/a.jpg\",', ''",
        "'\"reason\":\"GONE\"', '\"reason\":\"BORED\"'",
        "'\"name\":\"b.jpg\",', ''",
        "'{\"item\":\"i2\"', '{\"item\":'",
        "'{\"item\":\"i2\"', '{{'"
    })
    void refusesAnythingElseAndShowsNothingOfIt(String part, String replacement) {
        assertThat(WRITTEN).contains(part);
        String other = WRITTEN.replace(part, replacement);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VolumePlanDocument.read(gzip(other)))
                .withMessageMatching("[a-z1 ]+")
                .withNoCause();
    }

    @Test
    void refusesMoreThanOnePlan() {
        assertThatIllegalArgumentException().isThrownBy(() -> VolumePlanDocument.read(gzip(WRITTEN + "{}\n")));
    }

    @Test
    void refusesIncompleteGzip() {
        byte[] document = VolumePlanDocument.write(PLAN);
        byte[] damaged = document.clone();
        damaged[document.length - 6] ^= 1;
        for (byte[] bytes : new byte[][] {
            {},
            WRITTEN.getBytes(UTF_8),
            Arrays.copyOf(document, document.length - 1),
            Arrays.copyOf(document, 40),
            damaged
        }) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> VolumePlanDocument.read(bytes))
                    .withMessage("a plan of a volume is not whole gzip")
                    .withNoCause();
        }
    }

    private static byte[] gzip(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(UTF_8));
        } catch (IOException impossible) {
            throw new IllegalStateException("memory takes what is written", impossible);
        }
        return bytes.toByteArray();
    }

    private static String unzipped(byte[] document) throws IOException {
        return new String(new GZIPInputStream(new ByteArrayInputStream(document)).readAllBytes(), UTF_8);
    }
}
