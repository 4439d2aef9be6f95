# Quando as aulas abrem: regras em palavras.
drip-rule = Abre { $what }
drip-rule-open = Disponível desde o início
drip-rule-manual = Só por liberação manual
drip-rule-all = Abre { $what }, o que vier por último
drip-rule-any = Abre { $what }, o que vier primeiro
drip-joint-all = { $left }, e { $right }
drip-joint-any = { $left }, ou { $right }
drip-named = “{ $title }”
drip-gone = algo que não existe mais

drip-span-h =
    { $n ->
        [one] { $n } hora
       *[other] { $n } horas
    }
drip-span-d =
    { $n ->
        [one] { $n } dia
       *[other] { $n } dias
    }
drip-span-w =
    { $n ->
        [one] { $n } semana
       *[other] { $n } semanas
    }
drip-span-mo =
    { $n ->
        [one] { $n } mês
       *[other] { $n } meses
    }

drip-after-enrollment =
    { $n ->
        [0] na matrícula
       *[other] { $span } após a matrícula
    }
drip-after-cohort-start =
    { $n ->
        [0] no início da turma
       *[other] { $span } após o início da turma
    }
drip-after-first-lesson =
    { $n ->
        [0] ao abrir a primeira aula
       *[other] { $span } após abrir a primeira aula
    }
drip-completed-lesson =
    { $n ->
        [0] ao concluir { $title }
       *[other] { $span } após concluir { $title }
    }
drip-completed-chapter =
    { $n ->
        [0] ao concluir o capítulo { $title }
       *[other] { $span } após concluir o capítulo { $title }
    }
drip-completed-course =
    { $n ->
        [0] ao concluir o curso { $title }
       *[other] { $span } após concluir o curso { $title }
    }
drip-quiz-passed =
    { $n ->
        [0] ao passar em { $title }
       *[other] { $span } após passar em { $title }
    }
drip-quiz-submitted =
    { $n ->
        [0] ao enviar { $title }
       *[other] { $span } após enviar { $title }
    }
drip-quiz-score =
    { $n ->
        [0] ao atingir { $score } em { $title }
       *[other] { $span } após atingir { $score } em { $title }
    }
drip-at = em { $at }

drip-series =
    { $per ->
        [chapter] um capítulo { $series }, o primeiro { $start }
       *[lesson] uma aula { $series }, a primeira { $start }
    }
drip-every-h =
    { $n ->
        [1] a cada hora
       *[other] a cada { $n } horas
    }
drip-every-d =
    { $n ->
        [1] a cada dia
       *[other] a cada { $n } dias
    }
drip-every-w =
    { $n ->
        [1] a cada semana
       *[other] a cada { $n } semanas
    }
drip-every-mo =
    { $n ->
        [1] a cada mês
       *[other] a cada { $n } meses
    }
drip-dated = { $what }, { $on }
drip-timed = { $what } às { $time }
drip-moment = { $day } às { $time }
drip-day-of-month =
    { $n ->
        [31] no último dia do mês
       *[other] no dia { $n } do mês
    }
drip-weekday-first =
    { $day ->
        [monday] na primeira segunda-feira a partir daí
        [tuesday] na primeira terça-feira a partir daí
        [wednesday] na primeira quarta-feira a partir daí
        [thursday] na primeira quinta-feira a partir daí
        [friday] na primeira sexta-feira a partir daí
        [saturday] no primeiro sábado a partir daí
       *[sunday] no primeiro domingo a partir daí
    }
drip-weekday-each =
    { $day ->
        [monday] na segunda-feira
        [tuesday] na terça-feira
        [wednesday] na quarta-feira
        [thursday] na quinta-feira
        [friday] na sexta-feira
        [saturday] no sábado
       *[sunday] no domingo
    }

# Por que uma aula está bloqueada e quando abre.
drip-state-open = Aberta desde { $at }
drip-state-open-why = Aberta desde { $at }: { $why }
drip-state-opens = Abre em { $at }
drip-state-opens-why = Abre em { $at }: { $why }
drip-state-sooner = { $said }, ou antes: { $why }
drip-state-locked = Bloqueada: { $why }
drip-locked-again = Bloqueada de novo manualmente em { $at }
drip-not-before = não antes de { $at }
drip-why-unlocked = liberada manualmente
drip-why-no-access = quando o acesso começar
drip-why-in-order = assim que tudo antes dela estiver concluído
drip-why-quiz-score =
    { $n ->
        [0] ao atingir a nota em { $title }
       *[other] { $span } após atingir a nota em { $title }
    }
drip-lacks-manual = só abre por liberação manual
drip-lacks-no-access = sem acesso
drip-lacks-in-order = falta concluir { $title }, que vem antes
drip-lacks-after-cohort-start = não há turma com data de início
drip-lacks-after-first-lesson = nenhuma aula foi aberta ainda
drip-lacks-after-completed = falta concluir { $title }
drip-lacks-quiz-passed = falta passar em { $title }
drip-lacks-quiz-submitted = falta enviar { $title }
drip-lacks-quiz-score = falta atingir a nota em { $title }
