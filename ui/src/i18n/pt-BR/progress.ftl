# Até onde os membros chegaram: suas aulas e provas, e como um curso vai para todos.
progress-viewed = % vistas
progress-completed = % concluídas
progress-viewed-of = Visto de { $course }
progress-completed-of = Concluído de { $course }
progress-viewed-by = Visto por { $name }
progress-completed-by = Concluído por { $name }
progress-none = Nenhum curso
progress-none-text = O que o membro vê e conclui em um curso aparece aqui, mesmo quando não o tem mais.
access-lessons = Aulas de { $course }
lessons-all-courses = Todos os cursos
lessons-completed = { $share } concluído
lessons-from = Contado a partir de
lessons-from-enrollment = sua matrícula
lessons-from-hint = Esse dia toma o lugar da matrícula e da turma neste curso. Nada abre antes de o acesso começar.
lessons-on = O que vê em
lessons-today = Hoje
lessons-on-note = Pelo que se sabe agora: o que for visto, concluído e dado até lá pode abrir mais.
lessons-none = Ainda não há aulas
lessons-none-text = Quando o curso tiver um conteúdo, cada aula aparece aqui com sua situação.
lessons-to-course = Ir para o curso
lessons-choose = Selecionar { $title }
lessons-choose-chapter = Selecionar as aulas de { $title }
lessons-chosen = Aulas selecionadas
lessons-count =
    { $n ->
        [one] { $n } aula selecionada
       *[other] { $n } aulas selecionadas
    }
lessons-done = Concluída
lessons-open = Aberta
lessons-later = Abre depois
lessons-locked = Bloqueada
lessons-hidden = oculta
lessons-completed-on = Concluída em { $day }
lessons-viewed-on = Vista em { $day }
result-passed = { $score }, aprovado
result-failed = { $score }, não aprovado
result-attempts =
    { $n ->
        [one] { $n } tentativa
       *[other] { $n } tentativas
    }

selection-lessons = Aulas…
mark-complete = Concluir
mark-unlock = Liberar
mark-lock = Bloquear de novo
mark-reset = Zerar
mark-complete-hint = As aulas contam como concluídas hoje e ficam liberadas. Quem já concluiu uma mantém seu dia.
mark-unlock-hint = As aulas abrem agora, diga o cronograma o que disser.
mark-lock-hint = As aulas ficam bloqueadas até serem liberadas ou zeradas, diga o cronograma o que disser.
mark-reset-hint = Esquece que as aulas foram vistas e concluídas, o que foi liberado ou bloqueado à mão e os resultados de provas. O cronograma volta a valer.
mark-title =
    { $n ->
        [one] Aulas de { $n } membro
       *[other] Aulas de { $n } membros
    }
mark-kind = O que fazer
mark-choose = Escolha aulas para ver o que mudaria.
mark-no-lessons = Este curso ainda não tem aulas.
mark-unpublished = não publicada
mark-job = Marcando aulas
mark-do-complete =
    { $n ->
        [one] Concluir para { $n } membro
       *[other] Concluir para { $n } membros
    }
mark-do-unlock =
    { $n ->
        [one] Liberar para { $n } membro
       *[other] Liberar para { $n } membros
    }
mark-do-lock =
    { $n ->
        [one] Bloquear de novo para { $n } membro
       *[other] Bloquear de novo para { $n } membros
    }
mark-do-reset =
    { $n ->
        [one] Zerar para { $n } membro
       *[other] Zerar para { $n } membros
    }
mark-lessons-n =
    { $n ->
        [one] { $n } aula
       *[other] { $n } aulas
    }
mark-effect-complete =
    { $n ->
        [0] Isto não muda nada para ninguém.
        [one] Para { $n } membro: conclusão de { $lessons }.
       *[other] Para { $n } membros: conclusão de { $lessons }.
    }
mark-effect-unlock =
    { $n ->
        [0] Isto não muda nada para ninguém.
        [one] Para { $n } membro: liberação de { $lessons }.
       *[other] Para { $n } membros: liberação de { $lessons }.
    }
mark-effect-lock =
    { $n ->
        [0] Isto não muda nada para ninguém.
        [one] Para { $n } membro: bloqueio de { $lessons }.
       *[other] Para { $n } membros: bloqueio de { $lessons }.
    }
mark-effect-reset =
    { $n ->
        [0] Isto não muda nada para ninguém.
        [one] Para { $n } membro: reinício de { $lessons }.
       *[other] Para { $n } membros: reinício de { $lessons }.
    }
mark-already =
    { $n ->
        [one] Para { $n } membro já está tudo assim.
       *[other] Para { $n } membros já está tudo assim.
    }
mark-without-access =
    { $n ->
        [one] { $n } deles não tem o curso. Vale quando o receber.
       *[other] { $n } deles não têm o curso. Vale quando o receberem.
    }
mark-lost = Isto esquece:
mark-lost-completions =
    { $n ->
        [one] { $n } aula concluída
       *[other] { $n } aulas concluídas
    }
mark-lost-views =
    { $n ->
        [one] { $n } aula vista e não concluída
       *[other] { $n } aulas vistas e não concluídas
    }
mark-lost-results =
    { $n ->
        [one] { $n } resultado de prova
       *[other] { $n } resultados de provas
    }
mark-lost-byHand =
    { $n ->
        [one] { $n } aula liberada ou bloqueada à mão
       *[other] { $n } aulas liberadas ou bloqueadas à mão
    }

table-quiz = Prova
member-tab-quizzes = Provas
quizzes-none = Nenhum resultado de prova
quizzes-none-text = Resultados são registrados à mão aqui ou vêm com uma importação.
quizzes-count =
    { $n ->
        [one] { $n } tentativa
       *[other] { $n } tentativas
    }
quiz-result = Resultado
quiz-passed = Aprovado
quiz-failed = Não aprovado
quiz-add = Adicionar resultado
quiz-add-title = Resultado de prova de { $name }
quiz-edit-title = Corrigir um resultado de { $name }
quiz-edit = Corrigir { $score } em { $quiz }
quiz-remove = Remover { $score } em { $quiz }
quiz-score-hint = 0 a 100
quiz-none-there = Nenhum curso deste membro tem uma prova. Antes, transforme uma aula em prova no conteúdo do curso.
quiz-will-pass = Esta nota aprova.
quiz-will-fail = Esta nota não aprova.
quiz-mark = A nota mínima é { $pass }.
quiz-no-mark = Não há nota mínima.
quiz-mark-now = Pela nota mínima daquele dia; agora é { $pass }.
quiz-mark-gone = Pela nota mínima daquele dia; agora não há.
quiz-best = Melhor nota
quiz-attempts = Tentativas
quiz-last = Última vez
quiz-all-lessons = Progresso
quiz-summary =
    { $takers ->
        [one] { $takers } membro fez
       *[other] { $takers } membros fizeram
    }, { $passed } com aprovação, { $attempts ->
        [one] { $attempts } tentativa
       *[other] { $attempts } tentativas
    }
quiz-mean = melhores notas de { $score } em média
quiz-nobody = Ninguém fez esta prova ainda
quiz-nobody-text = Resultados são registrados na página de um membro ou vêm com uma importação.
quiz-takers-of = Quem fez { $title }

course-tab-members = Membros
course-tab-progress = Progresso
roster-of = Membros de { $title }
roster-nobody = Ninguém tem este curso
roster-nobody-text = Quem receber acesso a ele aparece aqui.
roster-open-in-members = Abrir em Membros
report-summary =
    { $members ->
        [one] { $members } membro
       *[other] { $members } membros
    }, { $started } com início, { $completed } com conclusão
report-lessons =
    { $n ->
        [one] { $n } aula
       *[other] { $n } aulas
    }
report-lessons-of = Aulas de { $title }
report-members-of = Progresso dos membros de { $title }
report-has-viewed = Vista por
report-has-completed = Concluída por
report-viewed = Membros que viram { $title }
report-completed = Membros que concluíram { $title }
field-viewed = Visto
field-started-at = Iniciado em
