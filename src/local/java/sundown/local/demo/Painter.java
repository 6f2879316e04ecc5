package sundown.local.demo;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.random.RandomGenerator;
import javax.imageio.ImageIO;

/** Paints pictures that differ in size and in how well they compress: a sky, some shapes, some grain. */
final class Painter {
    private final RandomGenerator random;

    Painter(RandomGenerator random) {
        this.random = random;
    }

    /** The next picture, in a format of {@link ImageIO}, such as jpg or png. */
    byte[] picture(int width, int height, String format) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            if (!ImageIO.write(paint(width, height), format, out)) {
                throw new IllegalArgumentException("Java has no writer for " + format);
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private BufferedImage paint(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = image.createGraphics();
        canvas.setPaint(new GradientPaint(0, 0, color(), width, height, color()));
        canvas.fillRect(0, 0, width, height);
        for (int shapes = random.nextInt(5, 40); shapes > 0; shapes--) {
            canvas.setColor(color());
            canvas.fillOval(
                    random.nextInt(width), random.nextInt(height), random.nextInt(8, 120), random.nextInt(8, 120));
        }
        for (int grains = random.nextInt(width * height / 40); grains > 0; grains--) {
            image.setRGB(random.nextInt(width), random.nextInt(height), random.nextInt());
        }
        canvas.dispose();
        return image;
    }

    private Color color() {
        return new Color(random.nextInt(256), random.nextInt(256), random.nextInt(256));
    }
}
