### Listas sobre as aulas de um curso: o que os membros fizeram nelas, e resultados de provas.

import-purpose-progress = Registrar progresso em um curso
import-purpose-progress-what = Aulas vistas e concluídas, ou o progresso do curso inteiro.
import-purpose-quizzes = Adicionar resultados de provas
import-purpose-quizzes-what = Notas de uma ou de várias provas de um curso.
import-subject-of-lessons = Curso
import-subject-of-lessons-hint = Buscar um curso
import-lesson-of-progress = Aula
import-lesson-of-quizzes = Prova
import-lesson-in-file = O que o arquivo diz
import-lessons-none = “{ $title }” ainda não tem aulas. Só o progresso do curso inteiro pode entrar.
import-lessons-unmatched = { $n ->
    [one] { $n } coluna não tem o nome de nenhuma aula de “{ $title }” e fica de fora: { $columns }. Se for uma aula, escolha-a abaixo.
   *[other] { $n } colunas não têm o nome de nenhuma aula de “{ $title }” e ficam de fora: { $columns }. Se uma delas for uma aula, escolha-a abaixo.
}
import-obstacle-no-progress = Diga qual coluna traz a aula ou o progresso, ou de que aula uma coluna trata.
import-obstacle-no-scores = Diga quais colunas trazem a prova e a nota, ou de que prova uma coluna trata.
import-error-no-progress-column = Nenhuma coluna diz o que os membros fizeram.
import-error-no-progress-column-now = Volte a Colunas e diga qual coluna traz a aula ou o progresso.
import-error-no-score-column = Nenhuma coluna diz qual foi a prova e qual foi a nota.
import-error-no-score-column-now = Volte a Colunas e diga quais colunas trazem a prova e a nota.

import-field-group-progress = Progresso no curso
import-field-group-lesson = Aulas
import-field-group-quiz = Resultados de provas
import-field-group-lessons = As aulas do curso
import-field-viewed = Visto (parte)
import-field-started-at = Começou em
import-field-last-activity-at = Última atividade no curso
import-field-lesson = Aula ou prova
import-field-chapter = Capítulo
import-field-viewed-at = Vista em
import-field-lesson-status = Situação da aula
import-field-score = Nota
import-field-out-of = Nota máxima
import-field-passed = Aprovado (sim/não)
import-field-taken-at = Feito em
import-field-attempt = Tentativa

## Why a row is what it is.

import-reason-bad-doing = Nem uma data nem uma marca como sim, x ou 100 %
import-reason-bad-score = Não é uma nota entre 0 e 100 %
import-reason-missing-score = Um resultado sem nota
import-reason-unknown-lesson = O curso não tem aula com este nome
import-reason-ambiguous-lesson = Várias aulas têm este nome; escreva Capítulo / Aula
import-reason-not-a-quiz = Esta aula não é uma prova
import-reason-undated = Feito sem data: recebe o dia do arquivo

## What comes of it.

import-progress-heading = Progresso em “{ $title }”
import-progress-summary = O que os membros fizeram em “{ $title }” é registrado. O que já se sabe fica; o progresso nunca diminui.
import-progress-replace = O arquivo substitui o que se sabe, mesmo por menos
import-quizzes-heading = Resultados de provas de “{ $title }”
import-quizzes-summary = Resultados de provas de “{ $title }” são adicionados. Um resultado que já existe não entra de novo.
import-done-on = O que não tem data vale em
import-score-of = Notas sem o sinal %
import-score-percent = são porcentagens
import-score-of-n = são de { $n }
import-lessons-effect-members = { $n ->
    [one] Trata de { $n } membro.
   *[other] Trata de { $n } membros.
}
import-lessons-effect-lessons = { $n ->
    [one] { $n } aula de um membro é registrada como vista ou concluída.
   *[other] { $n } aulas de membros são registradas como vistas ou concluídas.
}
import-lessons-effect-results = { $n ->
    [one] { $n } resultado de prova é adicionado.
   *[other] { $n } resultados de provas são adicionados.
}
import-lessons-effect-progress = { $n ->
    [one] Para { $n } membro o progresso do curso inteiro é registrado.
   *[other] Para { $n } membros o progresso do curso inteiro é registrado.
}
import-lessons-effect-undated = { $n ->
    [one] { $n } linha tem algo sem data: recebe o dia escolhido aqui.
   *[other] { $n } linhas têm algo sem data: recebe o dia escolhido aqui.
}
import-lessons-only-records = Ninguém é adicionado, nada é liberado à mão e ninguém recebe e-mail. Aulas que esperam por estas abrem pelas suas regras.
import-apply-progress = { $n ->
    [one] Registrar { $n } linha
   *[other] Registrar { $n } linhas
}
import-apply-quizzes = { $n ->
    [one] Adicionar os resultados de { $n } linha
   *[other] Adicionar os resultados de { $n } linhas
}
import-done-heading-progress = { $n ->
    [one] O progresso de { $n } linha foi registrado
   *[other] O progresso de { $n } linhas foi registrado
}
import-done-heading-quizzes = { $n ->
    [one] Os resultados de { $n } linha foram adicionados
   *[other] Os resultados de { $n } linhas foram adicionados
}
imports-gave-progress = Progresso em { $titles }
imports-gave-quizzes = Resultados de provas de { $titles }
