//! What the courses of the sample are made of, and when their lessons open: each of them another way.

use super::{OPENED, Past, STUDIO};
use crate::book::Book;
use crate::drip::Rule;
use crate::error::{Error, Result};
use crate::ids::{CourseId, LessonId};
use crate::outline::file;
use crate::outline::text::Listing;

/// A lesson that members can study.
pub(super) struct Studied {
    pub id: LessonId,
    /// Of a quiz: what has to be reached.
    pub pass: Option<u8>,
}

/// Each course in English and in Portuguese, as a person would paste it.
const OUTLINES: [[&str; 2]; 6] = [
    [
        "# Start here\n- Welcome\n- Paper, brushes, pigments\n- Setting up your table\n\
         # Water and pigment\n- The flat wash\n- The graded wash\n- Wet on wet\n- What water does (quiz 70%)\n\
         # Colour\n- A palette of six\n- Mixing greens\n- Greys that glow\n- Colour (quiz 70%)\n\
         # First paintings\n- A pear\n- A window at dusk\n- The sea\n- Show your painting",
        "# Comece aqui\n- Boas-vindas\n- Papel, pincéis, pigmentos\n- Preparando a mesa\n\
         # Água e pigmento\n- A aguada lisa\n- A aguada em degradê\n- Molhado sobre molhado\n- O que a água faz (prova 70%)\n\
         # Cor\n- Uma paleta de seis\n- Misturando verdes\n- Cinzas com luz\n- Cor (prova 70%)\n\
         # Primeiras pinturas\n- Uma pera\n- Janela ao entardecer\n- O mar\n- Mostre sua pintura",
    ],
    [
        "# Week 1: Seeing\n- Live: how we look\n- Contour without looking\n- Negative space\n\
         # Week 2: Measuring\n- Live: the pencil at arm's length\n- Proportions of a chair\n- Measuring (quiz 60%)\n\
         # Week 3: Light\n- Live: one lamp\n- Five values\n- An egg on a cloth\n\
         # Week 4: The figure\n- Live: gesture\n- Twenty poses\n- Your self-portrait",
        "# Semana 1: Ver\n- Ao vivo: como olhamos\n- Contorno cego\n- Espaço negativo\n\
         # Semana 2: Medir\n- Ao vivo: o lápis na ponta do braço\n- Proporções de uma cadeira\n- Medidas (prova 60%)\n\
         # Semana 3: Luz\n- Ao vivo: uma lâmpada\n- Cinco valores\n- Um ovo sobre o pano\n\
         # Semana 4: A figura\n- Ao vivo: gesto\n- Vinte poses\n- Seu autorretrato",
    ],
    [
        "# The studio\n- Safety first\n- Mediums and solvents\n- Safe in the studio (quiz 80%)\n\
         # The canvas\n- Stretching and priming\n- The underpainting\n- Blocking in\n\
         # The painting\n- Fat over lean\n- Edges, lost and found\n- The last glaze",
        "# O ateliê\n- Segurança primeiro\n- Médiuns e solventes\n- Ateliê seguro (prova 80%)\n\
         # A tela\n- Esticar e preparar\n- A imprimatura\n- As grandes massas\n\
         # A pintura\n- Gordo sobre magro\n- Bordas perdidas e achadas\n- A última velatura",
    ],
    [
        "# Ten days, ten sketches\n- What to carry\n- Day 1: a doorway\n- Day 2: a tree in a street\n\
         - Day 3: people waiting\n- Day 4: a café\n- Day 5: rooftops\n- Day 6: rain\n- Day 7: a market\n\
         - Day 8: a bridge\n- Day 9: night\n- Day 10: your street",
        "# Dez dias, dez croquis\n- O que levar\n- Dia 1: uma porta\n- Dia 2: uma árvore na rua\n\
         - Dia 3: gente esperando\n- Dia 4: um café\n- Dia 5: telhados\n- Dia 6: chuva\n- Dia 7: uma feira\n\
         - Dia 8: uma ponte\n- Dia 9: noite\n- Dia 10: sua rua",
    ],
    [
        "# Value\n- Squinting\n- A scale of nine\n- Value (quiz 70%)\n\
         # Temperature\n- Warm light, cool shadow\n- The colour of shadows\n- Temperature (quiz 70%)\n\
         # Bonus\n- A critique of your work\n- Further reading (unpublished)",
        "# Valor\n- Apertar os olhos\n- Uma escala de nove\n- Valor (prova 70%)\n\
         # Temperatura\n- Luz quente, sombra fria\n- A cor das sombras\n- Temperatura (prova 70%)\n\
         # Bônus\n- Uma crítica do seu trabalho\n- Leituras (não publicada)",
    ],
    [
        "# Leaves\n- Looking through a lens\n- Veins and edges\n- A leaf in graphite\n\
         # Flowers\n- The parts of a flower\n- Petals in layers\n- A tulip, step by step\n\
         # The plate\n- Composing a plate\n- Lettering (unpublished)",
        "# Folhas\n- Olhar pela lupa\n- Nervuras e bordas\n- Uma folha a grafite\n\
         # Flores\n- As partes da flor\n- Pétalas em camadas\n- Uma tulipa, passo a passo\n\
         # A prancha\n- Compor uma prancha\n- Letreiro (não publicada)",
    ],
];

impl Book {
    /// Gives a course of the sample its outline and its schedule; what there is to study in it.
    pub(super) fn write_sample_outline(
        &self,
        past: Past,
        place: usize,
        course: CourseId,
    ) -> Result<Vec<Studied>> {
        let [english, portuguese] = OUTLINES[place];
        let title = self.outline(course)?.title;
        let mut outline = Listing::read(past.word(english, portuguese)).into_outline(title);
        schedule(&mut outline, place, past)?;
        self.write_outline(&past.at(OPENED - 1), course, &outline, true)?;
        let outline = self.outline(course)?;
        let published = outline.lessons().filter(|(_, lesson)| lesson.published);
        let studied = published.map(|(_, lesson)| {
            let pass = lesson.quiz.and_then(|quiz| quiz.pass);
            Studied { id: lesson.id, pass }
        });
        Ok(studied.collect())
    }
}

/// A chapter a week, by the cohort's weeks, one after the other, every two days, after a quiz or by
/// hand; the last course is open from the first day.
fn schedule(outline: &mut file::Outline, place: usize, past: Past) -> Result<()> {
    let title_of = |outline: &file::Outline, chapter: usize, lesson: usize| {
        outline.chapters[chapter].lessons[lesson].title.clone()
    };
    match place {
        0 => {
            for (week, chapter) in outline.chapters.iter_mut().enumerate().skip(1) {
                chapter.drip = rule(&format!(
                    r#"{{"all": [{{"after_enrollment": "{week}w", "time": "09:00"}}]}}"#
                ))?;
            }
            // Whoever bought everything waits for nothing.
            outline.schedules.push(file::Schedule::open(past.word(STUDIO.0, STUDIO.1)));
        }
        1 => {
            for (week, chapter) in outline.chapters.iter_mut().enumerate() {
                let wait = format!(r#""after_cohort_start": "{week}w", "time": "19:00""#);
                chapter.drip = rule(&format!(r#"{{"any": [{{{wait}}}]}}"#))?;
            }
        }
        2 => outline.in_order = true,
        3 => {
            outline.drip =
                rule(r#"{"all": [{"after_enrollment": "0d", "every": "2d", "time": "07:00"}]}"#)?;
            outline.from = Some(title_of(outline, 0, 1));
        }
        4 => {
            let quiz = serde_json::Value::from(title_of(outline, 0, 2));
            outline.chapters[1].drip = rule(&format!(r#"{{"all": [{{"quiz_passed": {quiz}}}]}}"#))?;
            outline.chapters[2].drip = Some(Rule::Manual);
        }
        _ => {}
    }
    Ok(())
}

fn rule(json: &str) -> Result<Option<Rule<String>>> {
    serde_json::from_str(json).map(Some).map_err(|error| Error::Internal(error.to_string()))
}
