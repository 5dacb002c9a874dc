/* Draws the documents of the print benchmark with pango and cairo:
 *
 *   pango A|B|C|D INPUT PHOTO OUT.pdf
 *
 * INPUT is what peers/txt.tmpl writes; codes come ready, as noughts and ones. */
#include <cairo-pdf.h>
#include <math.h>
#include <pango/pangocairo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MM (72 / 25.4)

static cairo_t *cr;
static PangoLayout *layout;

/* text sets words and gives their height. */
static double text(const char *words, const char *font, double x, double y, double width, PangoAlignment align) {
  PangoFontDescription *d = pango_font_description_from_string(font);
  int h;
  pango_font_description_set_size(d, pango_font_description_get_size(d) * 72 / 96); /* at 96 dpi */
  pango_layout_set_font_description(layout, d);
  pango_font_description_free(d);
  pango_layout_set_alignment(layout, align);
  pango_layout_set_width(layout, width * MM * PANGO_SCALE);
  pango_layout_set_text(layout, words, -1);
  cairo_move_to(cr, x * MM, y * MM);
  pango_cairo_show_layout(cr, layout);
  pango_layout_get_size(layout, NULL, &h);
  return (double)h / PANGO_SCALE / MM;
}

static void code(const char *rows, double x, double y, double side) {
  int n = (int)(sqrt(strlen(rows)) + 0.5);
  double unit = side * MM / n;
  for (int r = 0; r < n; r++)
    for (int from = 0; from < n; from++) {
      int to = from;
      while (to < n && rows[r * n + to] == '1') to++;
      if (to > from) {
        cairo_rectangle(cr, x * MM + from * unit, y * MM + r * unit, (to - from) * unit, unit);
        from = to;
      }
    }
  cairo_fill(cr);
}

static char *line(FILE *in) {
  static char buf[1 << 16];
  if (!fgets(buf, sizeof buf, in)) return NULL;
  buf[strcspn(buf, "\n")] = 0;
  return buf;
}

static char *field(char **rest) {
  char *f = strsep(rest, "\t");
  return f ? f : "";
}

static void poster(FILE *in, const char *photo) {
  static const struct { const char *font; double y; PangoAlignment align; } rows[] = {
    {"Bricolage Grotesque ExtraBold 96", 15, PANGO_ALIGN_LEFT}, {"Noto Sans Arabic Bold 60", 90, PANGO_ALIGN_LEFT},
    {"Noto Sans 24", 122, PANGO_ALIGN_LEFT}, {"Noto Sans 20", 138, PANGO_ALIGN_LEFT},
    {"Noto Sans Arabic 20", 172, PANGO_ALIGN_LEFT}, {"Noto Sans Bold 26", 392, PANGO_ALIGN_LEFT},
  };
  /* The JPEG goes in as it is; cairo wants a surface of its size to hang it on. */
  cairo_surface_t *s = cairo_image_surface_create(CAIRO_FORMAT_A1, 2048, 1536);
  FILE *f = fopen(photo, "rb");
  unsigned char *data;
  long n;
  if (!f) exit(1);
  fseek(f, 0, SEEK_END), n = ftell(f), rewind(f);
  data = malloc(n);
  if (fread(data, 1, n, f) != (size_t)n) exit(1);
  fclose(f);
  cairo_surface_set_mime_data(s, CAIRO_MIME_TYPE_JPEG, data, n, free, data);
  cairo_save(cr);
  cairo_translate(cr, 20 * MM, 205 * MM);
  cairo_rectangle(cr, 0, 0, 257 * MM, 135 * MM);
  cairo_clip(cr);
  cairo_scale(cr, 257 * MM / 2048, 257 * MM / 2048);
  cairo_set_source_surface(cr, s, 0, 0);
  cairo_paint(cr);
  cairo_restore(cr);
  cairo_set_source_rgb(cr, 0, 0, 0);
  for (int i = 0; i < 6; i++) text(line(in), rows[i].font, 20, rows[i].y, 257, rows[i].align);
  code(line(in), 222, 345, 55);
  cairo_show_page(cr);
}

static void badges(FILE *in) {
  char *l;
  for (int i = 0; (l = line(in)) && *l; i++) {
    double x = 20 + 85 * (i % 2), y = 11 + 55 * (i % 10 / 2);
    cairo_rectangle(cr, x * MM, y * MM, 85 * MM, 55 * MM);
    cairo_set_line_width(cr, 0.2 * MM);
    cairo_stroke(cr);
    text(field(&l), "Noto Sans Bold 18", x + 5, y + 6, 75, PANGO_ALIGN_LEFT);
    text(field(&l), "Noto Sans 10", x + 5, y + 28, 48, PANGO_ALIGN_LEFT);
    code(field(&l), x + 58, y + 28, 23);
    if (i % 10 == 9) cairo_show_page(cr);
  }
}

static void sheets(FILE *in) {
  char *l, number[8];
  while ((l = line(in)) && *l) {
    text(field(&l), "Noto Sans Bold 18", 15, 14, 140, PANGO_ALIGN_LEFT);
    code(field(&l), 165, 12, 32);
    for (int row = 0; row < 20; row++) {
      double y = 50 + 11 * row;
      snprintf(number, sizeof number, "%d", row + 1);
      text(number, "Noto Sans 9", 15, y + 4, 20, PANGO_ALIGN_LEFT);
      cairo_move_to(cr, 15 * MM, (y + 11) * MM);
      cairo_line_to(cr, 195 * MM, (y + 11) * MM);
      for (int b = 0; b < 4; b++) cairo_rectangle(cr, (140 + 14 * b) * MM, (y + 3) * MM, 5 * MM, 5 * MM);
      cairo_stroke(cr);
    }
    cairo_show_page(cr);
  }
}

static void letters(FILE *in) {
  char *people[600], *words[16], *l, greeting[512];
  int n = 0, m = 0;
  while ((l = line(in)) && *l) people[n++] = strdup(l);
  while ((l = line(in)) && m < 16) words[m++] = strdup(l);
  char *after = words[3], *before = field(&after);
  for (int i = 0; i < n; i++) {
    char *rest = people[i], *name = field(&rest);
    double y = 18;
    snprintf(greeting, sizeof greeting, "%s\u2068%s\u2069%s", before, name, after);
    for (int k = 0; k < m; k++)
      y += 3 + text(k == 3 ? greeting : words[k], k == 0 || k == 4 ? "Noto Sans Bold 12" : "Noto Sans 11", 25, y, 160, PANGO_ALIGN_LEFT);
    code(rest, 25, 240, 36);
    cairo_show_page(cr);
  }
}

int main(int argc, char **argv) {
  if (argc != 5) return 2;
  double w = 210 * MM, h = 297 * MM;
  if (*argv[1] == 'A') w = 297 * MM, h = 420 * MM;
  cairo_surface_t *s = cairo_pdf_surface_create(argv[4], w, h);
  FILE *in = fopen(argv[2], "r");
  if (!in) return 1;
  cr = cairo_create(s);
  layout = pango_cairo_create_layout(cr);
  switch (*argv[1]) {
  case 'A': poster(in, argv[3]); break;
  case 'B': badges(in); break;
  case 'C': sheets(in); break;
  default: letters(in);
  }
  cairo_destroy(cr);
  cairo_surface_finish(s);
  return cairo_surface_status(s) != CAIRO_STATUS_SUCCESS;
}
