package sundown.aws.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import sundown.edge.Json;

/** Attributes that hold JSON, compressed as of RFC 1952, because a write is paid by the kilobyte. */
final class Compressed {
    private Compressed() {}

    static AttributeValue text(String json) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream compressing = new GZIPOutputStream(bytes)) {
            compressing.write(json.getBytes(UTF_8));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return AttributeValue.fromB(SdkBytes.fromByteArray(bytes.toByteArray()));
    }

    static String text(AttributeValue compressed) {
        try (InputStream json = new GZIPInputStream(compressed.b().asInputStream())) {
            return new String(json.readAllBytes(), UTF_8);
        } catch (IOException damaged) {
            throw new IllegalArgumentException("a compressed attribute is damaged", damaged);
        }
    }

    /** Another attribute, in the JSON form of DynamoDB, which names the type of each part. */
    static AttributeValue attribute(AttributeValue plain) {
        return text(Json.write(AttributeJson.write(plain)));
    }

    static AttributeValue attributeIn(AttributeValue compressed) {
        return AttributeJson.value(Json.read(text(compressed)));
    }
}
